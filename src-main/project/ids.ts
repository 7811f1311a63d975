const LINES = 4_294_967_296
const EVENTS = 4

/** Ids of rows: import * 2^34 + line * 4 + event; ascending in the order in which rows were imported. */
export const IDS_PER_IMPORT = LINES * EVENTS

/** the highest import number whose ids are exact in a double */
export const MOST_IMPORTS = 524_287

export function rowId(importId: number, line: number, event: number): number {
  return importId * IDS_PER_IMPORT + line * EVENTS + event
}

export function importOfRow(id: number): number {
  return Math.floor(id / IDS_PER_IMPORT)
}

export function lineOfRow(id: number): number {
  return Math.floor((id % IDS_PER_IMPORT) / EVENTS)
}
