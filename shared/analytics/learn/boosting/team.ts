import { ownMemory, type Allocate } from './allocation.ts'
import { FeatureShare, type SplitTask, type TrainingData } from './featureShare.ts'
import type { Split } from './split.ts'

/** Who adds up histograms and searches splits. The members divide the features; every team finds the same splits. */
export interface HistogramTeam {
  /** memory that all members see */
  readonly allocate: Allocate
  /** Begins a training. Ends with `TeamSession.close`. */
  open(data: TrainingData): TeamSession
}

/** A team during one training. Calls return when all members are done, and throw when one of them fails. */
export interface TeamSession {
  /** To be called when `isSampled`, `rows` and `gradients` stand for the next tree. */
  beginTree(): void
  /** The best split of each leaf of the task; equal gains: the feature that comes first. */
  run(task: SplitTask): (Split | null)[]
  /** Lets the members go. Never throws. */
  close(): void
}

/** The team of the calling thread alone. */
export const soloTeam: HistogramTeam = {
  allocate: ownMemory,
  open: (data) => {
    const share = new FeatureShare(data, 0, 1)
    return {
      beginTree: () => share.beginTree(),
      run: (task) => share.run(task),
      close: () => undefined,
    }
  },
}
