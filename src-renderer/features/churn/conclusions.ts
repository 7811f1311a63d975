import type { ChurnNote, ChurnSummary, ChurnVerdict } from '../../../shared/contract/churn.ts'
import { conclusionOf as judge } from '../../../shared/analytics/churn/verdict.ts'
import type { ChurnView } from './store.ts'

export type Conclusion = ChurnSummary['conclusion']

/** The verdict of a view; customers who bought lately only where there are enough of them. */
export const verdictOf = (summary: ChurnSummary, view: ChurnView): ChurnVerdict =>
  (view === 'recent' ? summary.recent : null) ?? summary.all

export const baselinesOf = (summary: ChurnSummary, view: ChurnView) =>
  view === 'recent' && summary.recent !== null ? summary.recentBaselines : summary.baselines

/** The engine's own conclusion for everybody, and by the same rule for recent customers. */
export const conclusionOf = (summary: ChurnSummary, view: ChurnView): Conclusion =>
  view === 'all' || summary.recent === null ? summary.conclusion : judge(summary.recent)

/** True where guessing "leaves" for everybody is right more often than guessing "stays". */
export const mostLeave = (verdict: Pick<ChurnVerdict, 'baseRate'>): boolean => verdict.baseRate > 0.5

const RANK: Record<Conclusion, number> = { better: 0, unclear: 1, 'not-better': 2 }

/** True where the model holds less of its promise for customers who bought lately. */
export const isWeakerForRecent = (summary: ChurnSummary): boolean =>
  summary.recent !== null && RANK[conclusionOf(summary, 'recent')] > RANK[conclusionOf(summary, 'all')]

const GRAVE: readonly ChurnNote['code'][] = ['separating-feature', 'drift', 'not-better', 'few-churners']

/** Notes that must be read before the numbers; the others stand at the end of the page. */
export const isGrave = (note: ChurnNote): boolean => GRAVE.includes(note.code)
