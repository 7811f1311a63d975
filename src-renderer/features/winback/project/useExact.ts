import { useEffect, useState } from 'react'
import type { ExactPlan } from '../../../../shared/contract/winbackAudience.ts'
import type { ScenarioInput } from '../../../../shared/contract/winback.ts'
import { AppError } from '../../../../shared/contract/errors.ts'
import { call } from '../../../app/session.ts'
import { useWhatIf } from '../store.ts'
import { jsonOf, useOfProject } from './audience.ts'

/** `plan` of the input that it was asked for; an older one stays until the newest is there. */
export interface Exact {
  readonly plan: ExactPlan | null
  readonly isBusy: boolean
  readonly hasFailed: boolean
}

/** keys that follow one another are one question */
const REST_MS = 120

/** The plan over every customer, asked when the hand lets go; whatever is asked later wins. */
export function useExact(budget: number): Exact {
  const input = useWhatIf((state) => state.input)
  const isHeld = useWhatIf((state) => state.grip !== null)
  const audience = useOfProject((state) => state.audience)
  const [answer, setAnswer] = useState<{ of: ScenarioInput; plan: ExactPlan | null } | null>(null)
  useEffect(() => {
    if (audience === null || isHeld) return
    const controller = new AbortController()
    const ask = async () => {
      try {
        const question = { scenario: { ...jsonOf(input), budget }, filter: audience.filter }
        const plan = await call('winback.exact', question, { signal: controller.signal })
        if (!controller.signal.aborted) setAnswer({ of: input, plan })
      } catch (thrown) {
        if (controller.signal.aborted || AppError.from(thrown).code === 'cancelled') return
        setAnswer({ of: input, plan: null })
      }
    }
    const timer = setTimeout(() => void ask(), REST_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [input, isHeld, audience, budget])
  return {
    plan: answer?.plan ?? null,
    isBusy: answer?.of !== input,
    hasFailed: answer?.of === input && answer.plan === null,
  }
}
