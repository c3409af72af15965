// What the hub says, as far as the page reads it (docs/protocol.md).
export interface Person { person: string; name: string; role: string }
export interface Session { kitchen: string; person: Person | null; seq?: number; trouble?: string; first_run?: boolean }

export interface Station { id: string; name: string; kind: 'prep' | 'expo' | 'board'; covered_by?: string }
export interface Line { quantity: number; done: number; state: string; held: boolean }
export interface Ticket { order_id: string; number: string; state: string; age_ms: number; late?: boolean; lines: Line[] }
export interface Board extends Station { tickets: Ticket[] }

export interface Device {
  id: string; name: string; role: string; connected: boolean; address: string; version: string;
  seen_s?: number; station?: string; screen?: string; lag?: number; frames?: number; fault?: string;
}
export interface Waiting { id: string; role: string; name: string; address: string; version: string; expires_s: number }
export interface Devices { devices: Device[]; waiting: Waiting[]; locked_s: number }
