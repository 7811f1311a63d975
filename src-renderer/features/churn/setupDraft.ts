import {
  CHURN_SEED,
  type ChurnAlive,
  type ChurnLabelColumn,
  type ChurnParams,
  type ChurnSetup,
} from '../../../shared/contract/churn.ts'

/** The set-up as a person has it in hand; null = as proposed. */
export interface SetupDraft {
  readonly kind: 'history' | 'label' | null
  readonly alive: ChurnAlive
  readonly horizonDays: number | null
  readonly testDay: number | null
  readonly attribute: string | null
  readonly positive: string | null
  readonly model: ChurnParams['model']
  readonly seed: number
}

export const NEW_DRAFT: SetupDraft = {
  kind: null,
  alive: { purchases: true, events: [] },
  horizonDays: null,
  testDay: null,
  attribute: null,
  positive: null,
  model: 'auto',
  seed: CHURN_SEED,
}

/** The set-up that a stored model was trained with. */
export function draftOf({ source, model, seed }: ChurnParams): SetupDraft {
  if (source.kind === 'label') {
    return {
      ...NEW_DRAFT,
      kind: 'label',
      attribute: source.attribute,
      positive: source.positive,
      model,
      seed,
    }
  }
  const { alive, horizonDays, testDay } = source
  return { ...NEW_DRAFT, kind: 'history', alive, horizonDays, testDay, model, seed }
}

export const kindOf = (draft: SetupDraft, setup: ChurnSetup): 'history' | 'label' =>
  draft.kind ?? (setup.problem !== null && setup.labels.length > 0 ? 'label' : 'history')

const FALLBACK_HORIZON_DAYS = 60

export const horizonOf = (draft: SetupDraft, setup: ChurnSetup): number =>
  draft.horizonDays ?? setup.proposedHorizonDays ?? FALLBACK_HORIZON_DAYS

/** The last day whose outcome is known at the chosen horizon. */
export function lastTestDayOf(draft: SetupDraft, setup: ChurnSetup): number | null {
  if (setup.lastDay === null) return null
  const last = setup.lastDay - horizonOf(draft, setup)
  return setup.firstDay !== null && last < setup.firstDay ? null : last
}

/** The chosen label column, the likely one before somebody chose. */
export const labelOf = (draft: SetupDraft, setup: ChurnSetup): ChurnLabelColumn | null =>
  setup.labels.find((label) => label.attribute === draft.attribute) ?? setup.labels[0] ?? null

export const positiveOf = (draft: SetupDraft, label: ChurnLabelColumn): string | null =>
  label.values.some(({ value }) => value === draft.positive) ? draft.positive : label.positive

/** What to train, or null while the set-up is not complete. */
export function paramsOf(draft: SetupDraft, setup: ChurnSetup, asOfDay: number | null): ChurnParams | null {
  const { model, seed } = draft
  if (kindOf(draft, setup) === 'label') {
    const label = labelOf(draft, setup)
    if (!label || label.values.length !== 2) return null
    const positive = positiveOf(draft, label)
    return { source: { kind: 'label', attribute: label.attribute, positive }, model, seed }
  }
  const { alive, horizonDays, testDay } = draft
  if (asOfDay === null || setup.problem !== null || (!alive.purchases && alive.events.length === 0))
    return null
  const last = lastTestDayOf(draft, setup)
  const inside = testDay !== null && last !== null && testDay <= last ? testDay : null
  return { source: { kind: 'history', asOfDay, horizonDays, testDay: inside, alive }, model, seed }
}
