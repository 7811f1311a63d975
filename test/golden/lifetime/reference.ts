/** A fit as SciPy finds it. */
export interface ReferenceFit {
  readonly parameters: number[]
  readonly standardErrors: number[]
  readonly logLikelihood: number
}

/** What `make_reference.py` writes. */
export interface Reference {
  readonly customers: number
  readonly repeaters: number
  readonly repeatPurchases: number
  readonly holdoutPurchases: number
  readonly fits: Readonly<Record<'bgnbd' | 'mbgnbd' | 'paretonbd' | 'gammagamma', ReferenceFit>>
  /** model, parameters, x, t_x, T, horizon; ln L, P(alive), expected purchases, P(active) */
  readonly predictions: [string, number[], number, number, number, number, number, number, number, number][]
  readonly byFrequency: Readonly<Record<'customers' | 'actual' | 'bgnbd' | 'mbgnbd' | 'paretonbd', number[]>>
  readonly meanAbsoluteError: Readonly<Record<'bgnbd' | 'mbgnbd' | 'paretonbd' | 'sameRate', number>>
  /** x, ln Gamma, psi */
  readonly specialFunctions: [number, number, number][]
  /** p, q, 1 - z; the value and its derivatives by p, q, z */
  readonly risingRatio: [number, number, number, number, number, number, number][]
}
