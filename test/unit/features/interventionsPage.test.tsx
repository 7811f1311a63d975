// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InterventionsPage } from '../../../src-renderer/features/interventions/InterventionsPage.tsx'
import { useQueue } from '../../../src-renderer/features/interventions/store.ts'
import { interventionAnswers } from '../../support/interventionData.ts'
import { forgetScreen, renderScreen } from '../../support/render.tsx'

const LANGUAGES = ['zh-CN', 'en'] as const
beforeEach(() => useQueue.setState(useQueue.getInitialState(), true))
afterEach(forgetScreen)

describe('the intervention queue', () => {
  it.each(LANGUAGES)('is told with finding, playbook, queue and earlier lists (%s)', async (language) => {
    renderScreen(<InterventionsPage />, interventionAnswers, { language })
    await screen.findByRole('grid')
    expect(document.querySelector('p[class*="finding"]')?.textContent).toMatch(/\d+/)
    expect(document.body.textContent).not.toMatch(/\{\w+#|NaN|Infinity|undefined|interventions\.[a-z]+[A-Z]/)
  })

  it('keeps a changed playbook in the project, counts anew, and goes back to the standard', async () => {
    const { client } = renderScreen(<InterventionsPage />, interventionAnswers, { language: 'en' })
    const field = await screen.findByRole('textbox', { name: 'Caring letter: Saves' })
    await userEvent.clear(field)
    await userEvent.type(field, '9%{Enter}')
    await waitFor(() => {
      const saved = client.calls.findLast(({ name }) => name === 'interventions.savePlaybook')
      expect(JSON.stringify(saved?.input)).toContain('"saveShare":0.09')
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Use the standard playbook' }))
    await waitFor(() =>
      expect(client.calls.findLast(({ name }) => name === 'interventions.savePlaybook')?.input).toEqual({
        playbook: null,
      }),
    )
  })
})
