import { create } from 'zustand'
import {
  ASSUMED_TASK,
  ASSUMED_TREADMILL,
  type Task,
  type TreadmillTerms,
} from '../../../../shared/analytics/winback/index.ts'

/** What is assumed about a task and about getting used to coupons: no scenario holds it, and nothing was measured. */
interface AssumedTerms {
  readonly task: Task
  readonly treadmill: TreadmillTerms
}

export const useAssumedTerms = create<AssumedTerms>(() => ({
  task: ASSUMED_TASK,
  treadmill: ASSUMED_TREADMILL,
}))

export function changeStage(at: number, change: Partial<Task['stages'][number]>): void {
  useAssumedTerms.setState(({ task }) => ({
    task: { ...task, stages: task.stages.map((stage, i) => (i === at ? { ...stage, ...change } : stage)) },
  }))
}

export const changeStayRate = (stayRate: number): void =>
  useAssumedTerms.setState(({ task }) => ({ task: { ...task, stayRate } }))

export const changeTreadmill = (change: Partial<TreadmillTerms>): void =>
  useAssumedTerms.setState(({ treadmill }) => ({ treadmill: { ...treadmill, ...change } }))
