// What the hub answers about figures, as far as the page reads it (docs/analytics-api.md).
export interface Spread { n: number; median_ms: number | null; p90_ms: number | null; p95_ms: number | null; max_ms: number | null }
export interface Share { of: number; count: number }

export interface Status { seq: number; rebuilding: boolean; progress: number; first_day: string | null; today: string; as_of: string; trouble: string | null }

export interface Choices {
  stations: { id: string; name: string }[];
  items: { key: string; name: string; lines: number }[];
  services: string[];
  channels: string[];
  cooks: string[];
  dayparts: { id: string; from: string; to: string }[];
}

export interface Period {
  from: string; to: string; orders: number; items: number; tickets: number; open?: number;
  ticket_time: Spread; prep_time: Spread; time_to_start: Spread; order_time: Spread; pass_time: Spread; glass_time: Spread;
  on_time: Share; late: Share; promised: Share; recalled: Share; recalls: number; voided: Share; shown: Share;
  orders_per_hour: number | null; items_per_hour: number | null; unavailable_min: number; target_s: number | null;
  longest: { order_id: string; number: string; station: string; at: string; time_ms: number } | null;
  bottleneck: { station: string; of: number; count: number; wait: Spread } | null;
}
export interface Figures { complete: boolean; now: Period; previous: Period | null; weekdays: Period | null }

export interface Hour { hour: number; orders: number; tickets: number; ticket_time: Spread; weekdays: { ticket_time: Spread; orders: number } | null }
export interface Day { day: string; orders: number; tickets: number; ticket_time: Spread; late: Share }
export interface Days { by: 'day' | 'week'; days: Day[] }
export interface Cell { weekday: number; hour: number; tickets: number; ticket_time: Spread }

export interface StationFigures {
  station: string; name: string; tickets: number; items: number; ticket_time: Spread; prep_time: Spread; on_time: Share; late: Share;
  target_s: number | null;
}
export interface Stations { stations: StationFigures[]; pass: { orders: number; pass_time: Spread } | null }
export interface ItemFigures { item: string; name: string; quantity: number; prep_time: Spread; planned_s: number | null }
export interface Distribution { step_s: number; target_s: number | null; steps: { from_s: number; tickets: number }[] }

export interface Order {
  id: string; number: string; day: string; service: string; channel: string; table: string;
  accepted_at: string; ready_at: string | null; served_at: string | null; voided_at: string | null;
  waiting_ms: number | null; cooking_ms: number | null; pass_ms: number | null; order_time_ms: number | null;
  utc_offset_min?: number; late: boolean; stations: string[]; items: number; recalls: number; state: string;
}
export interface Orders { total: number; next: string | null; orders: Order[] }

export interface OrderLine { line_id: string; name: string; quantity: number; modifiers: string; state: string; prep_time_ms: number | null; done_by: string | null }
export interface OrderTicket {
  station: string; fired_at: string | null; bumped_at: string | null; ticket_time_ms: number | null; glass_time_ms: number | null;
  late: boolean | null; bumped_by: string | null; recalls: number; lines: OrderLine[];
}
export interface EventLine { line: string; name: string; quantity: number; done?: number; change?: string; held?: boolean; station?: string; stations?: string[] }
export interface OrderEvent {
  seq: number; at: string; kind: string; station: string | null; cook: string | null; after_ms: number; status: string | null; lines: EventLine[];
  pressed_ms?: number; to?: string; priority?: string; fires_ms?: number;
}
export interface WholeOrder { order: Order; tickets: OrderTicket[]; events: OrderEvent[]; forgotten: boolean }

export interface LiveShare { tickets: number; ticket_time: Spread; late: Share }
export interface LiveFigures { as_of: string; today: LiveShare & { orders: number }; stations: { station: string; today: LiveShare; hour: LiveShare }[] }
