// A room of the page: what it shows, and how that is asked for anew. It is made when it is entered and dropped when it
// is left.
export interface Room {
  element: HTMLElement;
  refresh(): Promise<void>;
  /** The address changed within the room. False, or without this: the room is made anew. */
  moved?(): boolean;
}
