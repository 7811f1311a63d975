// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayFromCivil } from '../../../shared/contract/calendar.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { firstScreen } from '../../../src-renderer/app/frameCommands.ts'
import { useSession } from '../../../src-renderer/app/session.ts'
import { NorthStarPage } from '../../../src-renderer/features/northstar/NorthStarPage.tsx'
import { useNorthStar } from '../../../src-renderer/features/northstar/store.ts'
import { SAMPLE_PROJECT } from '../../support/fakeClient.ts'
import { boardOf, northStarAnswers } from '../../support/northStarData.ts'
import { forgetScreen, renderScreen } from '../../support/render.tsx'

const LANGUAGES = ['zh-CN', 'en'] as const
beforeEach(() => useNorthStar.setState(useNorthStar.getInitialState(), true))
afterEach(forgetScreen)

const expectWords = () =>
  expect(document.body.textContent).not.toMatch(/\{\w+[#}]|NaN|Infinity|undefined|northstar\.[a-z]+[A-Z]/)

describe('the North Star board', () => {
  it.each(LANGUAGES)('opens with its finding, strip, charts and rule (%s)', async (language) => {
    renderScreen(<NorthStarPage />, northStarAnswers, { language })
    await screen.findAllByRole('img')
    expect(document.querySelector('p[class*="finding"]')?.textContent).toMatch(/2025-10|Oct 2025/)
    expect(screen.getAllByRole('img').length).toBeGreaterThanOrEqual(2)
    expect(screen.getAllByRole('combobox')).toHaveLength(4)
    expectWords()
  })

  it.each(LANGUAGES)(
    'says what is missing without purchases, without history and without coupons (%s)',
    async (language) => {
      const short = {
        ...northStarAnswers,
        'northstar.board': () => boardOf({ asOfDay: dayFromCivil(2024, 1, 20) }),
      }
      renderScreen(<NorthStarPage />, short, { language })
      await screen.findByText(
        language === 'en' ? 'The history is too short for a core' : '历史还不够算核心客户',
      )
      expectWords()
      act(() =>
        useSession.setState({ project: { ...SAMPLE_PROJECT, nPurchases: 0, firstDay: null, lastDay: null } }),
      )
      expect(screen.getAllByRole('button').length).toBeGreaterThanOrEqual(2)
      expectWords()
      forgetScreen()
      useNorthStar.setState(useNorthStar.getInitialState(), true)
      const plain = { ...northStarAnswers, 'northstar.board': () => boardOf({ coupons: false }) }
      renderScreen(<NorthStarPage />, plain, { language })
      await screen.findByText(language === 'en' ? /No order is marked/ : /订单里没有标出用券/)
      expectWords()
    },
  )

  it('counts anew under another rule and tells a failure beside it', async () => {
    let isBroken = false
    const { client } = renderScreen(
      <NorthStarPage />,
      {
        ...northStarAnswers,
        'northstar.board': ({ definition }) => {
          if (isBroken) throw new AppError('worker-died')
          return boardOf({ definition })
        },
      },
      { language: 'en' },
    )
    const field = await screen.findByRole('textbox', { name: 'Months looked back' })
    await userEvent.clear(field)
    await userEvent.type(field, '3{Enter}')
    await waitFor(() =>
      expect(client.calls.findLast(({ name }) => name === 'northstar.board')?.input).toMatchObject({
        definition: { windowMonths: 3, frequency: 'mean' },
      }),
    )
    isBroken = true
    await userEvent.click(screen.getByRole('radio', { name: 'after refunds' }))
    const alert = await screen.findByRole('alert')
    expect(document.querySelector('p[class*="finding"]')).not.toBeNull()
    isBroken = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('is the first screen of a project whose history fills the window; else RFM is', () => {
    expect(firstScreen(SAMPLE_PROJECT)).toBe('northstar')
    expect(firstScreen({ ...SAMPLE_PROJECT, lastDay: dayFromCivil(2024, 3, 1) })).toBe('rfm')
  })
})
