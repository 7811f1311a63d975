// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeLadder } from '../../../src-renderer/features/winback/channels/changeLadder.ts'
import { ChannelLevers } from '../../../src-renderer/features/winback/channels/ChannelLevers.tsx'
import {
  addStep,
  CHANNELS,
  moveStep,
  removeStep,
} from '../../../src-renderer/features/winback/model/ladderOrder.ts'
import { BUILT_IN_IDS } from '../../../src-renderer/features/winback/model/builtIns.ts'
import {
  advantageOf,
  profitAt,
  worldsOf,
} from '../../../src-renderer/features/winback/strategies/measures.ts'
import { systemTexts } from '../../../src-renderer/features/winback/strategies/sentences.ts'
import { startOver, useStrategies } from '../../../src-renderer/features/winback/strategies/store.ts'
import { change, openBuiltIn, undo, useWhatIf } from '../../../src-renderer/features/winback/store.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { createFormat } from '../../../src-renderer/ui/format.ts'
import { renderUi } from '../../support/render.tsx'

const now = () => useWhatIf.getState()
const channels = () => now().scenario.ladder.map(({ channel }) => channel)
const days = () => now().scenario.ladder.map(({ day }) => day)
const told = (language: 'zh-CN' | 'en') => ({
  t: translator(language),
  format: createFormat({ language, currency: 'CNY', compact: true }),
})

beforeEach(() => openBuiltIn('ladder'))
afterEach(cleanup)

describe('the order of the ladder', () => {
  it('changes while the days stay where they are', () => {
    const before = days()
    changeLadder(moveStep(now().input, now().scenario, 3, 0))
    expect(channels()).toEqual(['call', 'push', 'email', 'sms'])
    expect(days()).toEqual(before)
    expect(now().scenario.ladder[0]?.offer).toBe(true)
    undo()
    expect(channels()).toEqual(['push', 'email', 'sms', 'call'])
  })

  it.each(BUILT_IN_IDS)('of %s may lose any step and win any other, and is never refused', (id) => {
    openBuiltIn(id)
    const nSteps = channels().length
    for (const channel of CHANNELS) changeLadder(addStep(now().input, now().scenario, channel))
    expect(now().problem).toBeNull()
    expect(channels()).toHaveLength(nSteps + CHANNELS.length)
    while (channels().length > 1) {
      const left = channels().length
      changeLadder(removeStep(now().input, now().scenario, 0))
      expect(now().problem).toBeNull()
      expect(channels()).toHaveLength(left - 1)
    }
  })

  it('moves under Alt with an arrow and by its buttons, and is spoken', () => {
    const t = translator('en')
    renderUi(<ChannelLevers telling={told('en')} />)
    act(() => void fireEvent.keyDown(screen.getByText('1 Push'), { key: 'ArrowDown', altKey: true }))
    expect(channels()).toEqual(['email', 'push', 'sms', 'call'])
    expect(document.querySelector('[aria-live]')?.textContent).toBe(
      t('whatif.stepMoved', { n: '2', total: '4' }),
    )
    act(
      () => void fireEvent.click(screen.getByRole('button', { name: t('whatif.stepUp', { name: 'Call' }) })),
    )
    expect(channels()).toEqual(['email', 'push', 'call', 'sms'])
    act(
      () =>
        void fireEvent.click(screen.getByRole('button', { name: t('whatif.stepRemove', { name: 'Push' }) })),
    )
    expect(channels()).toEqual(['email', 'call', 'sms'])
  })

  it('says what a change of order made impossible, though its field is on another screen', () => {
    openBuiltIn('large')
    renderUi(<ChannelLevers telling={told('en')} />)
    act(() => change(['offer', 'redemption'], 0.9))
    expect(screen.getByRole('alert').textContent).toContain(translator('en')('common.stillLast'))
  })
})

describe('what the better strategy may cost more', () => {
  beforeEach(startOver)

  it('is what it earns more, with its interval', () => {
    const { result, strategies, pair } = useStrategies.getState()
    const [a, b] = pair
    const worlds = worldsOf(result, strategies, 110)
    const advantage = advantageOf(worlds, { a, b })!
    expect(advantage).toMatchObject({ better: 'predictive', other: 'broad-net' })
    const [broad, predictive] = result.strategies
    const exact = profitAt(predictive!, 0, 110) - profitAt(broad!, 0, 110)
    expect(Math.abs(advantage.gain.p50 / exact - 1)).toBeLessThan(0.05)
    expect(advantage.gain.p10).toBeLessThan(advantage.gain.p50)
    expect(advantageOf(worlds, { a: b, b: a })).toEqual(advantage)
    for (const language of ['zh-CN', 'en'] as const) {
      const [text = ''] = systemTexts(result.pairs[0]!, worlds, told(language))
      expect(text).toMatch(/¥/)
      expect(text).not.toMatch(/NaN|undefined|\{/)
    }
  })
})
