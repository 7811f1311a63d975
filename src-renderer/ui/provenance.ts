/** Where a number comes from. Every part is a finished sentence or term in the language shown. */
export interface Provenance {
  /** the number with its name: "增量回流 412 位（355–470）" */
  readonly title: string
  readonly formula: string
  readonly inputs?: string
  readonly filter?: string
  readonly asOf?: string
  readonly interval?: string
  /** e.g. "rfm 1.0.0" */
  readonly engine: string
  readonly onShowCustomers?: () => void
}

/** A finished text with its source. */
export interface Sourced {
  readonly text: string
  readonly from?: Provenance
}

export const sourced = (text: string, from?: Provenance): Sourced => (from ? { text, from } : { text })
