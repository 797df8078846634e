/**
 * The tray's pictures, drawn from their outlines: no program for drawing is needed, and the same come out everywhere.
 * Each state is told by its shape: a check in a square, three dots in a square, an exclamation mark in a full circle.
 */
import { TRAY_ICONS, type TrayIcon } from '../../main/app/tray-model.ts';
import type { Picture } from './png.ts';

/** How far a point lies outside a shape (negative: inside), in units of a picture 16 wide. */
type Shape = (x: number, y: number) => number;
type Colour = readonly [number, number, number];

const UNITS = 16;
/** Points in each direction that a pixel is made of. */
const SAMPLES = 8;

const BLACK: Colour = [0, 0, 0];
const INK: Colour = [0x18, 0x20, 0x27];
const WHITE: Colour = [255, 255, 255];
/** Where the picture brings its own ground. */
const BLUE: Colour = [0x1d, 0x54, 0xae];
const AMBER: Colour = [0xb4, 0x53, 0x09];

interface Drawing {
  /** The outer shape. */
  ground: Shape;
  /** Whether the ground is full where no ground has a colour of its own; else its edge is drawn. */
  full: boolean;
  sign: Shape;
}

const square = roundedBox(8, 8, 7, 3.5);

const DRAWINGS: Readonly<Record<TrayIcon, Drawing>> = {
  idle: { ground: square, full: false, sign: stroke(1.7, [4.7, 8.2], [7.1, 10.5], [11.4, 5.6]) },
  working: {
    ground: square,
    full: false,
    sign: union(disc(4.8, 8, 1.2), disc(8, 8, 1.2), disc(11.2, 8, 1.2)),
  },
  attention: {
    ground: disc(8, 8, 7.5),
    full: true,
    sign: union(stroke(2, [8, 4.5], [8, 8.6]), disc(8, 11.5, 1.2)),
  },
};

/** Width of an edge that is drawn. */
const EDGE = 1.5;

/** Every file by its name, at each size that its system asks for. */
export function trayIcons(): Map<string, Picture> {
  const files = new Map<string, Picture>();
  const add = (
    name: string,
    base: number,
    scales: readonly number[],
    make: (width: number) => Picture,
  ): void => {
    for (const scale of scales)
      files.set(`${name}${scale === 1 ? '' : `@${String(scale)}x`}.png`, make(Math.round(base * scale)));
  };
  for (const icon of TRAY_ICONS) {
    const drawing = DRAWINGS[icon];
    add(`${icon}Template`, 16, [1, 2], (width) => monochrome(drawing, BLACK, width));
    add(`${icon}-light`, 16, [1, 1.25, 1.5, 2], (width) => monochrome(drawing, INK, width));
    add(`${icon}-dark`, 16, [1, 1.25, 1.5, 2], (width) => monochrome(drawing, WHITE, width));
    add(icon, 24, [1, 2], (width) => coloured(drawing, icon === 'attention' ? AMBER : BLUE, width));
  }
  return files;
}

/** In one colour; what is not drawn lets the panel through. */
function monochrome({ ground, full, sign }: Drawing, colour: Colour, width: number): Picture {
  const shape: Shape = full
    ? (x, y) => Math.max(ground(x, y), -sign(x, y))
    : union((x, y) => Math.max(ground(x, y), -ground(x, y) - EDGE), sign);
  return draw(width, (x, y) => (shape(x, y) < 0 ? colour : null));
}

/** White on a ground of its own. */
function coloured({ ground, sign }: Drawing, colour: Colour, width: number): Picture {
  return draw(width, (x, y) => (ground(x, y) >= 0 ? null : sign(x, y) < 0 ? WHITE : colour));
}

function draw(width: number, colourAt: (x: number, y: number) => Colour | null): Picture {
  const pixels = new Uint8Array(width * width * 4);
  for (let n = 0; n < width * width; n += 1)
    pixels.set(pixelAt(n % width, Math.floor(n / width), UNITS / width, colourAt), n * 4);
  return { width, height: width, pixels };
}

function pixelAt(
  column: number,
  row: number,
  unit: number,
  colourAt: (x: number, y: number) => Colour | null,
): number[] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let n = 0; n < SAMPLES * SAMPLES; n += 1) {
    const x = column + ((n % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(n / SAMPLES) + 0.5) / SAMPLES;
    const colour = colourAt(x * unit, y * unit);
    if (colour === null) continue;
    covered += 1;
    for (const channel of [0, 1, 2] as const) sum[channel] = (sum[channel] ?? 0) + colour[channel];
  }
  const share = covered / (SAMPLES * SAMPLES);
  return [...sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered))), Math.round(share * 255)];
}

function roundedBox(cx: number, cy: number, half: number, radius: number): Shape {
  return (x, y) => {
    const dx = Math.abs(x - cx) - half + radius;
    const dy = Math.abs(y - cy) - half + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

function disc(cx: number, cy: number, radius: number): Shape {
  return (x, y) => Math.hypot(x - cx, y - cy) - radius;
}

/** A line through points, with round ends. */
function stroke(width: number, ...points: readonly (readonly [number, number])[]): Shape {
  const lines = points.slice(1).map((end, n) => segment(points[n] as readonly [number, number], end));
  return (x, y) => Math.min(...lines.map((line) => line(x, y))) - width / 2;
}

function segment([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): Shape {
  const [dx, dy] = [bx - ax, by - ay];
  return (x, y) => {
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - dx * along, y - ay - dy * along);
  };
}

function union(...shapes: readonly Shape[]): Shape {
  return (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
}
