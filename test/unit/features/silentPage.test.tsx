// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SilentPage } from '../../../src-renderer/features/silent/SilentPage.tsx'
import { useSilent } from '../../../src-renderer/features/silent/store.ts'
import { forgetScreen, renderScreen } from '../../support/render.tsx'
import { silentAnswers } from '../../support/silentData.ts'

const LANGUAGES = ['zh-CN', 'en'] as const
beforeEach(() => useSilent.setState(useSilent.getInitialState(), true))
afterEach(forgetScreen)

const expectWords = () =>
  expect(document.body.textContent).not.toMatch(/\{\w+[#}]|NaN|Infinity|undefined|silent\.[a-z]+[A-Z]/)

describe('the silent customers', () => {
  it.each(LANGUAGES)('are told with threshold, plan, recalls, rule and list (%s)', async (language) => {
    renderScreen(<SilentPage />, silentAnswers, { language })
    await screen.findAllByRole('img')
    expect(document.querySelector('p[class*="finding"]')?.textContent).toMatch(/\d+ (customers|位客户)/)
    expect(screen.getAllByRole('table').length).toBeGreaterThanOrEqual(3)
    expectWords()
  })

  it('counts anew for another silence, goes back to the proposal, and explains a rule that cannot be met', async () => {
    const { client } = renderScreen(<SilentPage />, silentAnswers, { language: 'en' })
    const field = await screen.findByRole('textbox', { name: 'Days of silence' })
    const proposed = (field as HTMLInputElement).value
    await userEvent.clear(field)
    await userEvent.type(field, '90{Enter}')
    await waitFor(() =>
      expect(client.calls.findLast(({ name }) => name === 'silent.run')?.input).toMatchObject({
        silenceDays: 90,
      }),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Use the proposal' }))
    await waitFor(() => expect((field as HTMLInputElement).value).toBe(proposed))
    const asked = client.calls.filter(({ name }) => name === 'silent.run').length
    useSilent.setState((state) => ({ rule: { ...state.rule, mediumFrom: 3 } }))
    expect((await screen.findByRole('alert')).textContent).toContain('Medium potential')
    expect(client.calls.filter(({ name }) => name === 'silent.run')).toHaveLength(asked)
  })
})
