// Where one is on the page: a room and what is looked at in it, in the address, so that Back works and a link can be given
// to somebody else. "#prep?station=grill&from=2026-11-20"
export interface Place { room: string; values: URLSearchParams }

export function place_here(): Place {
  const [room = '', values = ''] = location.hash.slice(1).split(/\?(.*)/s);
  return { room, values: new URLSearchParams(values) };
}

export function place_link(room: string, values: URLSearchParams): string {
  const text = values.toString();
  return text ? `#${room}?${text}` : `#${room}`;
}

export function go(room: string, values: URLSearchParams): void {
  location.hash = place_link(room, values);
}
