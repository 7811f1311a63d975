/** Ceilings against hostile archives. */
export interface XlsxLimits {
  /** bytes that all XML parts together may inflate to */
  readonly inflatedBytes: number
  /** inflated bytes per compressed byte, for parts above 64 MB */
  readonly ratio: number
  readonly entries: number
  readonly depth: number
  readonly cellBytes: number
  readonly columns: number
}

/** A full sheet (1,048,576 rows) of 16 columns inflates to about 1 GB; deflate itself stops at a ratio of 1,032. */
export const XLSX_LIMITS: XlsxLimits = {
  inflatedBytes: 16 * 1024 ** 3,
  ratio: 250,
  entries: 65_536,
  depth: 256,
  cellBytes: 32_767 * 4,
  columns: 16_384,
}
