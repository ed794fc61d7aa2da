/** The straight lines a page draws: the frames of its tables. */
import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Rule } from "./page-items.ts";

type Matrix = readonly [number, number, number, number, number, number];
type Point = readonly [number, number];
type Operators = Awaited<ReturnType<PDFPageProxy["getOperatorList"]>>;

/** A page with more than this draws a picture, not tables. */
const MAX_RULES = 5000;
/** A filled shape this thin (points) is a line. */
const THIN = 1.5;
const SHORTEST = 4;

/** Numbers of the operators and path steps of pdf.js. */
export interface OperatorCodes {
  readonly save: number;
  readonly restore: number;
  readonly transform: number;
  readonly constructPath: number;
  readonly paintFormXObjectBegin: number;
  readonly paintFormXObjectEnd: number;
  readonly stroke: number;
  readonly closeStroke: number;
  readonly fill: number;
  readonly eoFill: number;
  readonly fillStroke: number;
  readonly eoFillStroke: number;
  readonly closeFillStroke: number;
  readonly closeEOFillStroke: number;
}

/** @param view from the units of the file to points from the top left corner */
export function rulesOf(operators: Operators, view: Matrix, codes: OperatorCodes): Rule[] {
  const rules: Rule[] = [];
  const stack: Matrix[] = [];
  let matrix = view;
  for (const [at, code] of operators.fnArray.entries()) {
    const args = operators.argsArray[at] as unknown[] | null;
    if (code === codes.save || code === codes.paintFormXObjectBegin) stack.push(matrix);
    if (code === codes.restore || code === codes.paintFormXObjectEnd) {
      matrix = stack.pop() ?? matrix;
    } else if (code === codes.transform) matrix = times(matrix, args as unknown as Matrix);
    else if (code === codes.paintFormXObjectBegin && Array.isArray(args?.[0])) {
      matrix = times(matrix, args[0] as unknown as Matrix);
    } else if (code === codes.constructPath) {
      const how = paintOf(args?.[0] as number, codes);
      const path = (args?.[1] as (Float32Array | null)[] | undefined)?.[0];
      if (how !== null && path) addRules(rules, path, matrix, how);
      if (rules.length > MAX_RULES) return [];
    }
  }
  return rules;
}

type Paint = "line" | "area";

function paintOf(code: number, codes: OperatorCodes): Paint | null {
  const lines = [codes.stroke, codes.closeStroke, codes.fillStroke, codes.eoFillStroke];
  if ([...lines, codes.closeFillStroke, codes.closeEOFillStroke].includes(code)) return "line";
  return code === codes.fill || code === codes.eoFill ? "area" : null;
}

function addRules(rules: Rule[], path: Float32Array, matrix: Matrix, how: Paint): void {
  for (const points of outlines(path, matrix)) {
    if (how === "area") {
      const rule = thinShape(points);
      if (rule !== null) rules.push(rule);
      continue;
    }
    for (const [at, to] of points.entries()) {
      const from = points[at - 1];
      const rule = from === undefined ? null : straight(from, to);
      if (rule !== null) rules.push(rule);
    }
  }
}

/** The corners of each outline; curves end where they end. */
function outlines(path: Float32Array, matrix: Matrix): Point[][] {
  const found: Point[][] = [];
  let current: Point[] = [];
  const numbers = [2, 2, 6, 4, 0]; // of moveTo, lineTo, curveTo, quadraticCurveTo, closePath
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? 4;
    const count = numbers[step] ?? 0;
    if (step === 0) {
      current = [];
      found.push(current);
    }
    const first = current[0];
    if (step === 4 && first !== undefined) current.push(first);
    else if (count >= 2) {
      const point: Point = [path[at + count - 1] ?? 0, path[at + count] ?? 0];
      current.push(moved(point, matrix));
    }
    at += 1 + count;
  }
  return found;
}

function straight([x1, y1]: Point, [x2, y2]: Point): Rule | null {
  const [dx, dy] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  if (Math.max(dx, dy) < SHORTEST || Math.min(dx, dy) > 0.5) return null;
  return dx > dy
    ? { x1: Math.min(x1, x2), y1, x2: Math.max(x1, x2), y2: y1 }
    : { x1, y1: Math.min(y1, y2), x2: x1, y2: Math.max(y1, y2) };
}

function thinShape(points: readonly Point[]): Rule | null {
  if (points.length < 4 || points.length > 6) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x1, x2] = [Math.min(...xs), Math.max(...xs)];
  const [y1, y2] = [Math.min(...ys), Math.max(...ys)];
  const [dx, dy] = [x2 - x1, y2 - y1];
  if (Math.min(dx, dy) > THIN || Math.max(dx, dy) < SHORTEST) return null;
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return dx > dy ? { x1, y1: y, x2, y2: y } : { x1: x, y1, x2: x, y2 };
}

function moved([x, y]: Point, [a, b, c, d, e, f]: Matrix): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Applies `inner` first, then `outer`. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}
