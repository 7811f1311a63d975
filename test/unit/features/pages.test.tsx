// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { openCustomer, useSession } from '../../../src-renderer/app/session.ts'
import { usePinStore } from '../../../src-renderer/ui/pinStore.ts'
import { CustomerDrawer } from '../../../src-renderer/features/customer/CustomerDrawer.tsx'
import { ImportPage } from '../../../src-renderer/features/import/ImportPage.tsx'
import { useImport } from '../../../src-renderer/features/import/store.ts'
import { MigrationPage } from '../../../src-renderer/features/migration/MigrationPage.tsx'
import { useMigration } from '../../../src-renderer/features/migration/store.ts'
import { QualityPage } from '../../../src-renderer/features/quality/QualityPage.tsx'
import { RfmPage } from '../../../src-renderer/features/rfm/RfmPage.tsx'
import { useRfm } from '../../../src-renderer/features/rfm/store.ts'
import { catalogue } from '../../../src-renderer/locale/catalogue.ts'
import { translator } from '../../../src-renderer/locale/t.ts'
import { SAMPLE_PROJECT, type FakeAnswers } from '../../support/fakeClient.ts'
import { forgetScreen, renderScreen } from '../../support/render.tsx'
import { AS_OF, DOWNGRADES, migrationOf, pageOf, SCHEMES, summaryOf, TIMELINE } from './shop.ts'
import { hostFile, previewOf, reportOf } from './tables.ts'

const LANGUAGES = ['zh-CN', 'en'] as const

beforeEach(() => {
  useRfm.setState(useRfm.getInitialState(), true)
  useMigration.setState(useMigration.getInitialState(), true)
  useImport.setState(useImport.getInitialState(), true)
})
afterEach(forgetScreen)

const RFM: FakeAnswers = {
  'ledger.timeline': () => TIMELINE,
  'rfm.schemes': () => SCHEMES,
  'rfm.lint': () => [],
  'rfm.run': (params) => ({ runId: 'run', summary: summaryOf({ params }) }),
  'rfm.at': (params) => summaryOf({ params }),
  'rfm.page': ({ offset, limit }) => pageOf(1000, offset, limit),
}
const MIGRATION: FakeAnswers = {
  'rfm.schemes': () => SCHEMES,
  'rfm.migration': () => ({ runId: 'm', migration: migrationOf() }),
  'rfm.downgrades': () => DOWNGRADES,
}
const fails = (code: ConstructorParameters<typeof AppError>[0]) => () => {
  throw new AppError(code)
}
const withoutData = () => {
  act(() =>
    useSession.setState({ project: { ...SAMPLE_PROJECT, nPurchases: 0, firstDay: null, lastDay: null } }),
  )
}

/** The sentence that opens the page. */
const finding = () =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>('p[class*="finding"]')
    if (!found) throw new Error('no finding')
    return found
  })

/** No slot left unfilled, no key shown in place of its text, no number that is none. */
function expectWords(): void {
  const text = document.body.textContent
  expect(text).not.toMatch(/\{\w+[#}]|NaN|Infinity|undefined/)
  for (const section of Object.keys(catalogue.en))
    expect(text).not.toMatch(new RegExp(`\\b${section}\\.[a-z]+[A-Z]`))
}

describe('the RFM page', () => {
  it.each(LANGUAGES)(
    'opens with its finding and shows grid, map, cut points and customers (%s)',
    async (language) => {
      renderScreen(<RfmPage />, RFM, { language })
      await finding()
      await screen.findByRole('grid')
      await waitFor(() => expect(document.body.textContent).toContain('U0000000'))
      expect(screen.getAllByRole('slider').length).toBeGreaterThanOrEqual(4)
      expect(document.querySelectorAll('[data-cell]')).toHaveLength(25)
      expectWords()
    },
  )

  it.each(LANGUAGES)('says what would be here when there are no purchases (%s)', (language) => {
    renderScreen(<RfmPage />, RFM, { language })
    withoutData()
    expect(screen.queryByRole('grid')).toBeNull()
    expect(screen.getAllByRole('button').length).toBeGreaterThanOrEqual(2)
    expectWords()
  })

  it('says that nobody ordered in the window and offers the whole history', async () => {
    const answers: FakeAnswers = {
      ...RFM,
      'rfm.run': (params) => ({
        runId: 'r',
        summary: summaryOf({ params, ...(params.windowDays !== null && { nMembers: 0, segments: [] }) }),
      }),
    }
    const { client } = renderScreen(<RfmPage />, answers, { language: 'en' })
    await userEvent.click(await screen.findByRole('button', { name: 'Use the whole history' }))
    await screen.findByRole('grid')
    expect(client.calls.filter((call) => call.name === 'rfm.run').at(-1)?.input).toMatchObject({
      windowDays: null,
    })
  })

  it('tells a failed run beside the last picture and tries again', async () => {
    let broken = true
    const answers: FakeAnswers = {
      ...RFM,
      'rfm.run': (params) => {
        if (broken) throw new AppError('worker-died')
        return { runId: 'r', summary: summaryOf({ params }) }
      },
    }
    renderScreen(<RfmPage />, answers, { language: 'en' })
    const alert = await screen.findByRole('alert')
    broken = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await screen.findByRole('grid')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('tells when the table cannot be read, and reads it again', async () => {
    let broken = true
    const answers: FakeAnswers = {
      ...RFM,
      'rfm.page': ({ offset, limit }) => {
        if (broken) throw new AppError('run-expired')
        return pageOf(1000, offset, limit)
      },
    }
    renderScreen(<RfmPage />, answers, { language: 'en' })
    const alert = await screen.findByRole('alert')
    broken = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(document.body.textContent).toContain('U0000000'))
  })

  it('filters by a cell and a tile, and clears each filter by its chip', async () => {
    const { client } = renderScreen(<RfmPage />, RFM, { language: 'en' })
    await screen.findByRole('grid')
    fireEvent.click(document.querySelector('[data-cell="55"]')!)
    const chip = await screen.findByRole('button', { name: 'Remove the filter R5 F5' })
    const filters = () => client.calls.filter((call) => call.name === 'rfm.page').map((call) => call.input)
    await waitFor(() => expect(filters().at(-1)).toMatchObject({ filter: { cells: [55] } }))
    await userEvent.click(chip)
    await waitFor(() => expect(filters().at(-1)).toMatchObject({ filter: {} }))
  })

  it('moves the day by keys at once and runs exactly after a pause; Escape takes it back', async () => {
    const { client } = renderScreen(<RfmPage />, RFM, { language: 'en' })
    await screen.findByRole('grid')
    const slider = screen.getByRole('slider', { name: 'As of' })
    fireEvent.keyDown(slider, { key: 'ArrowLeft' })
    fireEvent.keyDown(slider, { key: 'ArrowLeft', shiftKey: true })
    expect(slider.getAttribute('aria-valuenow')).toBe(String(AS_OF - 11))
    await waitFor(() => expect(useSession.getState().asOfDay).toBe(AS_OF - 11))
    const runs = client.calls.filter((call) => call.name === 'rfm.run')
    expect(runs).toHaveLength(2)
    fireEvent.keyDown(slider, { key: 'Home' })
    expect(slider.getAttribute('aria-valuenow')).toBe(String(SAMPLE_PROJECT.firstDay))
    fireEvent.keyDown(slider, { key: 'Escape' })
    await waitFor(() => expect(slider.getAttribute('aria-valuenow')).toBe(String(AS_OF - 11)))
  })

  it('selects every customer that matches, not only those on screen', async () => {
    renderScreen(<RfmPage />, RFM, { language: 'en' })
    await waitFor(() => expect(document.body.textContent).toContain('U0000000'))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select all' }))
    await screen.findByRole('button', { name: 'Export 1,000 selected' })
  })

  it('keeps the editor and its draft open when the rules cannot be saved', async () => {
    renderScreen(<RfmPage />, { ...RFM, 'rfm.saveScheme': fails('project-read-only') }, { language: 'en' })
    await screen.findByRole('grid')
    await userEvent.click(screen.getByRole('button', { name: 'Edit rules' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save and use' }))
    await within(dialog).findByRole('alert')
    expectWords()
  })

  it('refuses to save rules that the linter calls broken', async () => {
    const lint: FakeAnswers = {
      ...RFM,
      'rfm.lint': () => [
        { severity: 'error', code: 'overlap', rule: 0, otherRule: 1, example: '2-2-2', combinations: 1 },
      ],
    }
    renderScreen(<RfmPage />, lint, { language: 'en' })
    await userEvent.click(await screen.findByRole('button', { name: 'Rules: 1 problem' }))
    const dialog = await screen.findByRole('dialog')
    await within(dialog).findByText(/2-2-2/)
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Save and use' }).disabled).toBe(
      true,
    )
  })
})

describe('the migration page', () => {
  it.each(LANGUAGES)('shows matrix, flows and who slipped (%s)', async (language) => {
    renderScreen(<MigrationPage />, MIGRATION, { language })
    await waitFor(() => expect(document.body.textContent).toContain('U0000007'))
    expect(screen.getByRole('table')).toBeTruthy()
    expectWords()
  })

  it.each(LANGUAGES)('is empty without purchases (%s)', (language) => {
    renderScreen(<MigrationPage />, MIGRATION, { language })
    withoutData()
    expect(screen.queryByRole('table')).toBeNull()
    expectWords()
  })

  it('filters the list by a cell and tells failures where they happen', async () => {
    let broken = false
    const answers: FakeAnswers = {
      ...MIGRATION,
      'rfm.downgrades': () => {
        if (broken) throw new AppError('run-expired')
        return DOWNGRADES
      },
    }
    const { client } = renderScreen(<MigrationPage />, answers, { language: 'en' })
    await waitFor(() => expect(document.body.textContent).toContain('U0000007'))
    broken = true
    fireEvent.click(document.querySelector('[data-at="0-1"]')!)
    await screen.findByRole('alert')
    expect(client.calls.at(-1)).toMatchObject({ name: 'rfm.downgrades', input: { from: 0, to: 1 } })
    expect(screen.getByRole('table')).toBeTruthy()
  })

  it('tells a failure and keeps no stale picture where there never was one', async () => {
    renderScreen(
      <MigrationPage />,
      { ...MIGRATION, 'rfm.migration': fails('as-of-invalid') },
      { language: 'en' },
    )
    await screen.findByRole('alert')
    expectWords()
  })
})

describe('the quality page', () => {
  const quality: FakeAnswers = {
    'import.quality': () => ({
      reports: [reportOf(), reportOf({ importId: 2, undone: true, sheet: 'May' })],
      warnings: [{ code: 'undated-refunds', values: { rows: 37 } }],
    }),
  }

  it.each(LANGUAGES)('accounts for every row and names reasons and treatments (%s)', async (language) => {
    renderScreen(<QualityPage />, quality, { language })
    await finding()
    expect(document.body.textContent).toContain('1,000')
    expect(screen.getAllByRole('table')).toHaveLength(2)
    expectWords()
  })

  it.each(LANGUAGES)(
    'is empty without imports, honest when all are undone, calm when it fails (%s)',
    async (language) => {
      const { unmount } = renderScreen(
        <QualityPage />,
        { 'import.quality': () => ({ reports: [], warnings: [] }) },
        { language },
      )
      await waitFor(() => expect(screen.getAllByRole('button').length).toBeGreaterThan(1))
      expectWords()
      unmount()
      const undone = renderScreen(
        <QualityPage />,
        { 'import.quality': () => ({ reports: [reportOf({ undone: true })], warnings: [] }) },
        { language },
      )
      await finding()
      expect((await finding()).textContent).not.toContain('0')
      undone.unmount()
      renderScreen(<QualityPage />, { 'import.quality': fails('project-damaged') }, { language })
      await screen.findByRole('alert')
      expectWords()
    },
  )

  it('asks before it undoes an import', async () => {
    const { client } = renderScreen(
      <QualityPage />,
      { ...quality, 'import.undo': () => ({ ...SAMPLE_PROJECT, revision: 8 }) },
      { language: 'en' },
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Undo this import' }))
    const dialog = await screen.findByRole('dialog')
    expect(client.calls.some((call) => call.name === 'import.undo')).toBe(false)
    await userEvent.click(within(dialog).getAllByRole('button').at(-1)!)
    await waitFor(() => expect(client.calls.some((call) => call.name === 'import.undo')).toBe(true))
  })
})

describe('the import wizard', () => {
  const hand = (name = 'orders') => act(() => useSession.setState({ pendingFiles: [hostFile(name)] }))

  it.each(LANGUAGES)('goes through its steps and ends with books that balance (%s)', async (language) => {
    const answers: FakeAnswers = {
      'import.preview': () => [previewOf()],
      'import.run': () => [reportOf()],
    }
    renderScreen(<ImportPage />, answers, { language })
    hand()
    await screen.findByText('orders.csv')
    for (const step of document.querySelectorAll<HTMLButtonElement>('ol button')) {
      await userEvent.click(step)
      expectWords()
    }
    const run = [...document.querySelectorAll('button')].find((button) => button.textContent.includes('2'))
    expect(run).toBeTruthy()
    await act(async () => {
      await (await import('../../../src-renderer/features/import/runImport.ts')).runImport(translator('en'))
    })
    await waitFor(() => expect(document.body.textContent).toContain('1,000'))
    expectWords()
  })

  it('lets ambiguous dates be settled, and only then imports', async () => {
    const asked: unknown[] = []
    const answers: FakeAnswers = {
      'import.preview': (input) => {
        asked.push(input.mapping?.dateOrder)
        if (input.mapping?.dateOrder !== undefined && asked.length > 1) return [previewOf()]
        const dates = {
          code: 'dates-ambiguous',
          values: { column: 'Day', rows: 2, sample: '03/04/2025' },
        } as const
        const { dateOrder: _none, ...mapping } = previewOf().mapping!
        return [previewOf({ verdict: 'ask', open: [dates], dateEvidence: [dates], dateOrder: null, mapping })]
      },
    }
    renderScreen(<ImportPage />, answers, { language: 'en' })
    hand()
    const choice = await screen.findByRole('combobox', { name: 'Dates are written' })
    expect((choice as HTMLInputElement).value).toBe('')
    expect(screen.queryByRole('button', { name: 'Use it as shown' })).toBeNull()
    await userEvent.click(choice)
    await userEvent.click(await screen.findByRole('option', { name: 'day/month/year', hidden: true }))
    await waitFor(() => expect(asked.at(-1)).toBe('dmy'))
    await waitFor(() => expect(screen.queryByText('To be settled')).toBeNull())
  })

  it('offers to use a guess as shown', async () => {
    const open = [{ code: 'kind-uncertain', values: { kind: 'purchases' } }] as const
    renderScreen(
      <ImportPage />,
      { 'import.preview': () => [previewOf({ verdict: 'ask', open })] },
      { language: 'en' },
    )
    hand()
    await userEvent.click(await screen.findByRole('button', { name: 'Use it as shown' }))
    await userEvent.click(screen.getByRole('button', { name: 'Check' }))
    const run = screen.getByRole<HTMLButtonElement>('button', { name: 'Import 2 rows' })
    expect(run.disabled).toBe(false)
  })

  it.each(LANGUAGES)('says why a file is refused, and which cannot be read (%s)', async (language) => {
    const answers: FakeAnswers = {
      'import.preview': ({ fileToken }) => {
        if (fileToken === 'broken') throw new AppError('file-damaged', { file: 'broken.csv' })
        const open = [{ code: 'looks-like-bill', values: {} }] as const
        return [previewOf({ verdict: 'refused', kind: null, mapping: null, fields: [], open })]
      },
    }
    renderScreen(<ImportPage />, answers, { language })
    act(() => useSession.setState({ pendingFiles: [hostFile('bill'), hostFile('broken')] }))
    await screen.findByRole('alert')
    await finding()
    expectWords()
  })

  it('says before the import what stays out of it', async () => {
    const answers: FakeAnswers = {
      'import.preview': ({ fileToken }) => {
        if (fileToken === 'broken') throw new AppError('file-damaged', { file: 'broken.csv' })
        return [previewOf()]
      },
    }
    renderScreen(<ImportPage />, answers, { language: 'en' })
    act(() => useSession.setState({ pendingFiles: [hostFile('orders'), hostFile('broken')] }))
    await screen.findByText(/1 table stays out of this import: broken\.csv/)
  })

  it('says that a cancelled import left everything as it was', async () => {
    const answers: FakeAnswers = {
      'import.preview': () => [previewOf()],
      'import.run': fails('cancelled'),
    }
    renderScreen(<ImportPage />, answers, { language: 'en' })
    hand()
    await userEvent.click(await screen.findByRole('button', { name: 'Import 2 rows' }))
    await screen.findByText('Cancelled. The project file is as it was.')
    expect(screen.getByRole('button', { name: 'Import 2 rows' })).toBeTruthy()
  })
})

describe('the customer drawer', () => {
  const detail: CustomerDetail = {
    customerId: 7,
    customerKey: 'U0042266',
    asOfDay: AS_OF,
    firstDay: AS_OF - 500,
    lastOrderDay: AS_OF - 44,
    nOrders: 12,
    nRefunds: 1,
    netMinor: 511_800,
    averageOrderMinor: 42_650,
    gapDays: 13,
    overdue: 3.4,
    attributes: [{ name: 'city', value: '杭州' }],
    events: [
      {
        timeSeconds: (AS_OF - 44) * 86_400,
        kind: 'purchase',
        label: 'A1',
        amountMinor: 9900,
        quantity: 1,
        product: 'TEA',
        channel: '',
        importId: 1,
        line: 12,
      },
      {
        timeSeconds: (AS_OF - 43) * 86_400 + 60,
        kind: 'refund',
        label: 'A1',
        amountMinor: -9900,
        quantity: null,
        product: '',
        channel: '',
        importId: 1,
        line: 13,
      },
    ],
    nEvents: 2,
    monthlyMinor: Float64Array.from({ length: 24 }, (_, i) => i * 100 - 300),
    topProducts: [{ product: 'TEA', orders: 4, lastDay: AS_OF - 44 }],
  }

  it.each(LANGUAGES)('shows rhythm, months and every event with its line (%s)', async (language) => {
    renderScreen(<CustomerDrawer />, { 'customers.detail': () => detail }, { language })
    act(() => openCustomer(7))
    await screen.findByRole('grid')
    expect(document.body.textContent).toContain('U0042266')
    expectWords()
    const lanes = screen.getByRole('img', { name: translator(language)('customer.lanesTitle') })
    fireEvent.keyDown(lanes, { key: 'Enter' })
    fireEvent.keyDown(lanes, { key: 'ArrowRight' })
    const reading = lanes.closest('figure')?.querySelector('[aria-live]')?.textContent ?? ''
    expect(reading).toContain(translator(language)('customer.kindRefund'))
    fireEvent.keyDown(lanes, { key: 't' })
    expect(screen.getByRole('region', { name: translator(language)('customer.lanesTitle') })).toBeTruthy()
  })

  it('offers no pin: a slide of one customer would carry the key', async () => {
    renderScreen(<CustomerDrawer />, { 'customers.detail': () => detail }, { language: 'en' })
    act(() => {
      usePinStore.setState({ pin: () => undefined })
      openCustomer(7)
    })
    await screen.findByRole('grid')
    expect(screen.queryByRole('button', { name: translator('en')('common.pin') })).toBeNull()
    act(() => usePinStore.setState({ pin: null }))
  })

  it.each(LANGUAGES)('has words for a customer of one event, and for a failure (%s)', async (language) => {
    const bare: CustomerDetail = {
      ...detail,
      firstDay: null,
      lastOrderDay: null,
      nOrders: 0,
      nRefunds: 0,
      netMinor: 0,
      averageOrderMinor: null,
      gapDays: null,
      overdue: null,
      attributes: [],
      events: [],
      nEvents: 0,
      topProducts: [],
    }
    const { unmount } = renderScreen(<CustomerDrawer />, { 'customers.detail': () => bare }, { language })
    act(() => openCustomer(7))
    await screen.findByRole('grid')
    expectWords()
    unmount()
    renderScreen(<CustomerDrawer />, { 'customers.detail': fails('customer-not-found') }, { language })
    act(() => openCustomer(8))
    await screen.findByRole('alert')
    expectWords()
  })
})
