// A room of the page: what it shows, and how that is asked for anew. It is made when it is entered and dropped when it
// is left.
export interface Room {
  element: HTMLElement;
  refresh(): Promise<void>;
}
