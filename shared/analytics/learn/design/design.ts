/** A number as it stands in the design: clipped, transformed, gaps filled, standardised. */
export interface NumberColumn {
  readonly kind: 'number'
  /** column of the feature matrix */
  readonly feature: number
  /** `signed-log`: sign(x) ln(1 + |x| / unit) */
  readonly transform: 'identity' | 'signed-log'
  /** the median of |x| over the training values that are not 0; 1 for `identity` */
  readonly unit: number
  /** bounds that raw values are clipped to; null = none */
  readonly lower: number | null
  readonly upper: number | null
  /** raw value that stands for a missing one: the median of the training values */
  readonly fill: number
  readonly mean: number
  readonly sd: number
}

/** 1 where the feature is missing, standardised. */
export interface MissingColumn {
  readonly kind: 'missing'
  readonly feature: number
  readonly mean: number
  readonly sd: number
}

/** 1 where the category is one of `codes` (several: the rare ones together), standardised. */
export interface CategoryColumn {
  readonly kind: 'category'
  readonly feature: number
  readonly codes: readonly number[]
  readonly mean: number
  readonly sd: number
}

/** One column of a linear model's input, made from one feature. `mean` and `sd` are those of the training rows. */
export type DesignColumn = NumberColumn | MissingColumn | CategoryColumn

/** A column that was left out, and why. */
export interface DroppedColumn {
  readonly feature: number
  readonly kind: DesignColumn['kind']
  readonly reason: 'constant' | 'all-missing' | 'duplicate'
  /** the feature whose column is the same (or its mirror image); null unless `duplicate` */
  readonly sameAs: number | null
}

/**
 * How a feature matrix becomes the dense, standardised input of a linear model: fitted on training rows, plain JSON,
 * applied unchanged to any other rows. Every column has mean 0 and standard deviation 1 (divisor n) over the training
 * rows.
 */
export interface Design {
  readonly version: 1
  /** columns of the feature matrix */
  readonly nFeatures: number
  /** training rows */
  readonly nRows: number
  readonly columns: readonly DesignColumn[]
  readonly dropped: readonly DroppedColumn[]
}

/** Numbers for a linear model: `columns[j][i]` is column j of row i, finite. */
export interface DesignMatrix {
  readonly nRows: number
  readonly nColumns: number
  readonly columns: readonly Float32Array[]
}

/** Choices of `fitDesign`; what is left out takes the value in brackets. */
export interface DesignOptions {
  /** share of the training values beyond which values are clipped at either end [0.005]; 0 = no clipping */
  readonly clipShare?: number
  /** whether skewed or heavy-tailed numbers may take a logarithm [true] */
  readonly mayTransform?: boolean
  /** categories with fewer training rows are merged [1% of the rows, at least 10, at most 200] */
  readonly minCategoryRows?: number
  readonly isCancelled?: () => boolean
}
