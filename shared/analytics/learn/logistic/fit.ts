/**
 * A fitted logistic regression, plain JSON. log-odds of churn = intercept + sum over columns of coefficient x value.
 * The objective is the weighted mean negative log-likelihood
 * (1 / sum w) sum_i w_i [ln(1 + exp(eta_i)) - y_i eta_i] + l2 / 2 |b|^2 + l1 |b|_1, the intercept free of penalty.
 * scikit-learn's C with an L2 penalty is the same model at l2 = 1 / (C sum w); glmnet's lambda and alpha (with
 * `standardize = FALSE`) at l1 = lambda alpha, l2 = lambda (1 - alpha).
 */
export interface LogisticFit {
  readonly version: 1
  readonly intercept: number
  /** one a column; 0 where a column is aliased or selected away */
  readonly coefficients: readonly number[]
  readonly l1: number
  readonly l2: number
  readonly nRows: number
  readonly solver: 'newton' | 'lbfgs'
  readonly iterations: number
  /** largest absolute entry of the objective's (sub)gradient at the end */
  readonly gradientNorm: number
  readonly converged: boolean
  readonly objective: number
  /** weighted mean negative log-likelihood on the training rows */
  readonly logLoss: number
  /**
   * `complete`: the log-odds have the right sign on every training row; without penalty no best fit exists then and the
   * solver stops at the first coefficients found that separate. `quasi`: without penalty some coefficients grow without
   * end. Either is a likely leak of the answer into a feature.
   */
  readonly separation: 'none' | 'complete' | 'quasi'
  /** columns that are linear combinations of earlier ones, found when there is no penalty */
  readonly aliased: readonly number[]
  /** null unless asked for, with an L1 penalty, or when the curvature is singular */
  readonly standardErrors: LogisticStandardErrors | null
}

/** Square roots of the diagonal of the inverse of sum w x Hessian of the objective; null for aliased columns. */
export interface LogisticStandardErrors {
  readonly intercept: number
  readonly coefficients: readonly (number | null)[]
}

/** Choices of `fitLogistic`; what is left out takes the value in brackets. */
export interface LogisticOptions {
  /** [0] */
  readonly l1?: number
  /** [0] */
  readonly l2?: number
  /** how often each row counts, finite and >= 0 [1 each] */
  readonly weights?: Float64Array | null
  /** largest absolute entry of the (sub)gradient at which the fit counts as converged [1e-8] */
  readonly tolerance?: number
  /** [100 Newton, 1000 L-BFGS] */
  readonly maxIterations?: number
  /** [newton; lbfgs without L1 penalty above 600 columns] */
  readonly solver?: 'newton' | 'lbfgs'
  /** [false]; one exact pass of rows x columns^2 / 2 multiplications */
  readonly standardErrors?: boolean
  readonly isCancelled?: () => boolean
}
