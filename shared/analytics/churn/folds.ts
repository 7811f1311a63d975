import { stratifiedFolds } from '../learn/stratifiedFolds.ts'
import type { Fold } from './choose.ts'
import type { DayStore } from './dayRows.ts'
import { rowsOf, stackRows, type LabelledRows } from './stack.ts'

/** Which days a model learns from and which it is chosen by, all with their label windows closed by the test day. */
export interface LearningDays {
  readonly trainingDays: readonly number[]
  readonly validationDays: readonly number[]
}

/** Rows of several days, one under the other. */
export function stackedDays(store: DayStore, days: readonly number[]): LabelledRows {
  return stackRows(days.map((day) => store.at(day)))
}

/**
 * One fold a validation day: learn from the days whose label windows had closed by it, as one would have had to on that
 * day. Where the past is too short for that, from all earlier days; with no earlier day, from four fifths of the
 * customers for the other fifth.
 */
export function foldsOf(store: DayStore, { trainingDays, validationDays }: LearningDays): Fold[] {
  const { horizonDays, seed } = store.source
  const all = [...trainingDays, ...validationDays]
  const folds = validationDays.flatMap((day): Fold[] => {
    const closed = all.filter((one) => one + horizonDays <= day)
    const earlier = closed.length > 0 ? closed : all.filter((one) => one < day)
    return earlier.length === 0
      ? []
      : [{ train: stackedDays(store, earlier), valid: stackRows([store.at(day)]) }]
  })
  return folds.length > 0 ? folds : customerFolds(stackedDays(store, all), 5, seed).slice(0, 3)
}

/** `nFolds` folds by rows, each class spread evenly, drawn by seed. */
export function customerFolds(rows: LabelledRows, nFolds: number, seed: number): Fold[] {
  const folds = stratifiedFolds(rows.labels, nFolds, seed)
  const all = Uint32Array.from(rows.labels.keys())
  return Array.from({ length: nFolds }, (_, fold) => ({
    train: chosenRows(
      rows,
      all.filter((row) => folds[row] !== fold),
    ),
    valid: chosenRows(
      rows,
      all.filter((row) => folds[row] === fold),
    ),
  }))
}

/** Some labelled rows, in the order given. */
export function chosenRows(rows: LabelledRows, chosen: Uint32Array): LabelledRows {
  return {
    matrix: rowsOf(rows.matrix, chosen),
    labels: Uint8Array.from(chosen, (row) => rows.labels[row]!),
  }
}
