// Lines and bars over steps (hours, days, minutes), drawn by uPlot in the colours of the style sheet. The pointer shows the
// values of one step; whoever has none reads the table beside it (panel.ts).
import uPlot from 'uplot';
import { h } from '../dom';
import { THEME_CHANGED } from '../settings';

export interface Line {
  colour: string;  // a custom property of the style sheet
  width: number;
  values: (number | null)[];
  bars?: boolean;
}
export interface Drawing {
  steps: string[];
  /** Steps are the beginnings of what a bar counts, and every so many has its name written. */
  every?: number;
  lines: Line[];
  unit: string;
  target?: { value: number; text: string; across: boolean } | undefined;
  tip(step: number): string[];
}
export interface Chart { element: HTMLElement; show(drawing: Drawing): void }

const FONT = '12px Inter, Roboto, "Noto Sans", system-ui, sans-serif';
const STEP_PX = 46;
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function series({ colour: name, width, bars }: Line): uPlot.Series {
  const drawn = bars && uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.86, 60], align: 1 }), fill: () => colour(name) } : {};
  const points: uPlot.Series.Points = { show: bars ? false : (plot, at) => lonely(plot.data[at] ?? []), size: 6, fill: () => colour(name) };
  return { stroke: () => colour(name), width: bars ? 0 : width, points, spanGaps: false, ...drawn };
}
/** A line of a single point would not be seen. */
const lonely = (values: ArrayLike<number | null | undefined>): boolean => Array.from(values).filter((value) => typeof value === 'number').length === 1;

function axes({ steps, every, unit }: Drawing): uPlot.Axis[] {
  const look = { stroke: () => colour('--quiet'), font: FONT, ticks: { show: false } };
  const apart = (plot: uPlot) => every ?? Math.max(1, Math.ceil((steps.length * STEP_PX) / Math.max(1, plot.width - 60)));
  return [
    { ...look, grid: { show: false }, size: 28, gap: 6, values: (_, at) => at.map((place) => steps[place] ?? ''),
      splits: (plot) => steps.map((_, place) => place).filter((place) => place % apart(plot) === 0) },
    { ...look, grid: { stroke: () => colour('--line'), width: 1 }, size: 46, gap: 8, label: unit, labelFont: FONT, labelSize: 16, space: 36,
      values: (_, at) => at.map((value) => (Number.isInteger(value) ? String(value) : value.toFixed(1))) },
  ];
}

/** The target: a dashed line with its name, across or upright. */
function draw_target(plot: uPlot, target: NonNullable<Drawing['target']>): void {
  const { ctx, bbox } = plot;
  const at = plot.valToPos(target.value, target.across ? 'y' : 'x', true);
  const scale = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour('--target');
  ctx.lineWidth = 1.5 * scale;
  ctx.setLineDash([6 * scale, 4 * scale]);
  ctx.beginPath();
  if (target.across) { ctx.moveTo(bbox.left, at); ctx.lineTo(bbox.left + bbox.width, at); }
  else { ctx.moveTo(at, bbox.top); ctx.lineTo(at, bbox.top + bbox.height); }
  ctx.stroke();
  ctx.font = FONT.replace('12px', `${12 * scale}px`);
  ctx.textAlign = target.across ? 'right' : 'left';
  ctx.setLineDash([]);
  ctx.lineWidth = 4 * scale;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = colour('--card');  // the text stands out from the lines behind it
  const [x, y] = [target.across ? bbox.left + bbox.width : at + 6 * scale, target.across ? at - 6 * scale : bbox.top + 14 * scale];
  ctx.strokeText(target.text, x, y);
  ctx.fillText(target.text, x, y);
  ctx.restore();
}

function show_tip(plot: uPlot, tip: HTMLElement, drawing: Drawing): void {
  const { idx, left } = plot.cursor;
  tip.hidden = typeof idx !== 'number' || left === undefined || left < 0;
  if (tip.hidden || typeof idx !== 'number') return;
  tip.replaceChildren(...drawing.tip(idx).map((text, place) => h(place === 0 ? 'b' : 'span', {}, text)));
  const [x, room] = [plot.valToPos(idx, 'x'), plot.over.clientWidth];
  tip.style.transform = x > room / 2 ? `translate(calc(${Math.round(x)}px - 100% - 10px), 4px)` : `translate(${Math.round(x) + 10}px, 4px)`;
}

function plot_of(drawing: Drawing, box: HTMLElement): uPlot {
  const tip = h('div', { class: 'chart-tip', hidden: true });
  const most = Math.max(drawing.target?.across ? drawing.target.value : 0, 1, ...drawing.lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const last = drawing.steps.length - 1;
  const bars = drawing.lines.some((line) => line.bars);
  const edge = last === 0 ? 0.5 : 0.15;
  const plot = new uPlot({
    width: Math.max(200, box.clientWidth), height: box.clientHeight, legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: !bars } },
    scales: { x: { time: false, range: () => (bars ? [-0.1, last + 1] : [-edge, last + edge]) }, y: { range: () => [0, most * 1.08] } },
    series: [{}, ...drawing.lines.map(series)], axes: axes(drawing),
    hooks: { setCursor: [(self) => show_tip(self, tip, drawing)], draw: [(self) => { if (drawing.target) draw_target(self, drawing.target); }] },
  }, [drawing.steps.map((_, place) => place), ...drawing.lines.map(({ values }) => values)], box);
  plot.over.append(tip);
  return plot;
}

export function chart(): Chart {
  const element = h('div', { class: 'chart', 'aria-hidden': 'true' });
  let plot: uPlot | undefined;
  let waiting: Drawing | undefined;
  const draw = (drawing: Drawing) => {
    plot?.destroy();
    plot = plot_of(drawing, element);
    waiting = undefined;
  };
  new ResizeObserver(() => {
    if (element.clientWidth === 0) return;  // not in view
    if (waiting) draw(waiting);
    else plot?.setSize({ width: element.clientWidth, height: element.clientHeight });
  }).observe(element);
  const recolour = () => { if (element.isConnected) plot?.redraw(); else removeEventListener(THEME_CHANGED, recolour); };
  addEventListener(THEME_CHANGED, recolour);
  return { element, show(drawing) { if (element.clientWidth > 0) draw(drawing); else waiting = drawing; } };
}
