// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { couponAlternatives } from '../../../shared/analytics/winback/index.ts'
import { scenarioSchema } from '../../../shared/contract/winback.ts'
import { readInput } from '../../../shared/contract/winbackRead.ts'
import {
  treadmillOption,
  treadmillTable,
} from '../../../src-renderer/features/winback/charts/treadmillLines.ts'
import { PlacementPanel } from '../../../src-renderer/features/winback/coupon/PlacementPanel.tsx'
import {
  placementTitle,
  taskTable,
  taskTitle,
  treadmillTitle,
} from '../../../src-renderer/features/winback/coupon/subsidySentences.ts'
import { BUILT_IN_IDS, BUILT_INS } from '../../../src-renderer/features/winback/model/builtIns.ts'
import { evaluationOf } from '../../../src-renderer/features/winback/model/evaluation.ts'
import { unsubsidisedOf } from '../../../src-renderer/features/winback/model/subsidy.ts'
import { sourceOfNumbers } from '../../../src-renderer/features/winback/provenance.ts'
import { change, openBuiltIn, useWhatIf } from '../../../src-renderer/features/winback/store.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { chartTokens } from '../../../src-renderer/ui/chartTokens.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import { renderUi } from '../../support/render.tsx'

const LANGUAGES = ['zh-CN', 'en'] as const
const told = (language: 'zh-CN' | 'en') => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})
const offering = BUILT_IN_IDS.map(
  (id) => [id, readInput(scenarioSchema, BUILT_INS[id].input)] as const,
).filter(([, { offer, ladder }]) => (offer?.faceValue ?? 0) > 0 && ladder.some((step) => step.offer))
const isWhole = (text: string) => text !== '' && !/NaN|Infinity|undefined|\{/.test(text)

beforeEach(() => openBuiltIn('ladder'))
afterEach(cleanup)

describe.each(offering)('what else the coupon money of %s could do', (_, scenario) => {
  const { placements, task, treadmill } = couponAlternatives(scenario, evaluationOf(scenario))

  it.each(LANGUAGES)('is said in whole sentences (%s)', (language) => {
    const telling = told(language)
    const texts = [
      placementTitle(scenario, placements, telling),
      taskTitle(task, telling),
      ...taskTable(task, telling).rows.flat().map(String),
      treadmillTitle(treadmill, telling),
    ]
    expect(texts.filter((text) => !isWhole(text))).toEqual([])
  })

  it('is drawn with finite numbers, every round of every way in the table', () => {
    const telling = told('en')
    const { series } = treadmillOption(treadmill, chartTokens('light'), telling)
    const numbers = series.flatMap((one) => ('data' in one ? (one.data as unknown[]) : [])).flat()
    expect(numbers.filter((value) => typeof value === 'number' && !Number.isFinite(value))).toEqual([])
    expect(treadmillTable(treadmill, telling).rows).toHaveLength(4 * treadmill.same.length)
  })
})

describe('the place of the coupon', () => {
  it('is changed by a click, as one step of undo', () => {
    const { scenario } = useWhatIf.getState()
    const { placements } = couponAlternatives(scenario, evaluationOf(scenario))
    renderUi(
      <PlacementPanel
        scenario={scenario}
        places={placements}
        source={sourceOfNumbers(scenario, { changed: 0, left: 0, isFile: false }, told('en'))}
        telling={told('en')}
      />,
    )
    const [first] = within(screen.getByRole('table')).getAllByRole('button', {
      name: translator('en')('whatif.placeUse'),
    })
    act(() => void fireEvent.click(first!))
    expect(useWhatIf.getState().scenario.ladder.map(({ offer }) => offer)).toEqual(
      scenario.ladder.map((_, s) => s === 0),
    )
    expect(useWhatIf.getState().past).toHaveLength(1)
  })
})

describe('the share of returns without a coupon', () => {
  it('warns when it has fallen since the scenario was opened', () => {
    const { base } = useWhatIf.getState()
    expect(unsubsidisedOf(useWhatIf.getState().scenario, base)).toMatchObject({ isFalling: false })
    change(['offer', 'redeemShare'], 0.9)
    const { now, opened, isFalling } = unsubsidisedOf(useWhatIf.getState().scenario, base)
    expect(now!).toBeLessThan(opened!)
    expect(isFalling).toBe(true)
  })
})
