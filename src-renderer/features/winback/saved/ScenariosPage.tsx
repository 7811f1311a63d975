import { useState } from 'react'
import type { SavedScenario } from '../../../../shared/contract/scenarios.ts'
import { attempt } from '../../../app/projectActions.ts'
import { navigate } from '../../../app/router.ts'
import { host, useSession } from '../../../app/session.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Checkbox } from '../../../ui/Field.tsx'
import { finding } from '../../../ui/Finding.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { safeFileName } from '../../../ui/saveStore.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { toast } from '../../../ui/toastStore.ts'
import { useTelling } from '../useTelling.ts'
import { minor } from '../words.ts'
import { ComparePanels } from './ComparePanels.tsx'
import { headlineOf } from './compare.ts'
import css from './Saved.module.css'
import { RemoveDialog, SaveDialog } from './SaveDialog.tsx'
import { duplicateSaved, freeName, lastAuthor, openSaved, renameSaved, signOff, useSaved } from './store.ts'
import { localDay } from '../../../../shared/contract/calendar.ts'

const COMPARED_MAX = 4

type Asking = { readonly kind: 'rename' | 'sign' | 'copy' | 'remove'; readonly of: SavedScenario }

/** The project's scenarios: what each comes to, which are signed off, and what two to four of them differ in. */
export function ScenariosPage() {
  const t = useT()
  const telling = useTelling()
  const { format } = telling
  const hasProject = useSession((state) => state.project !== null)
  const { list } = useSaved()
  const [picked, setPicked] = useState<readonly number[]>([])
  const [asking, setAsking] = useState<Asking | null>(null)
  const chosen = picked.flatMap((id) => list.filter((one) => one.id === id))
  const signed = list.filter(({ signedAtMs }) => signedAtMs !== null).length
  const open = (one: SavedScenario) => {
    openSaved(one.id)
    navigate('budget')
  }
  const toFile = (one: SavedScenario) =>
    void attempt(async () => {
      const name = `${safeFileName(one.name)}.json`
      const bytes = new TextEncoder().encode(`${JSON.stringify(one.state.input, null, 2)}\n`)
      if (await host().saveBytes(name, 'application/json', bytes))
        toast({ text: t('common.savedFile', { name }) })
    })
  if (!hasProject || list.length === 0) {
    return (
      <Page title={t('whatif.scenariosTitle')}>
        <EmptyState
          centre
          title={t('whatif.scenariosEmptyTitle')}
          why={t('whatif.scenariosEmptyWhy')}
          action={
            <Button kind="filled" onClick={() => navigate('budget')}>
              {t('whatif.scenariosEmptyAction')}
            </Button>
          }
        />
      </Page>
    )
  }
  return (
    <Page
      title={t('whatif.scenariosTitle')}
      finding={finding('whatif.scenariosFinding', {
        n: format.countFull(list.length),
        signed: format.countFull(signed),
      })}
      sub={[t('whatif.scenariosSub')]}
    >
      <div className={css.page}>
        <Panel title={t('whatif.scenariosList')} sub={t('whatif.scenariosPick', { n: String(COMPARED_MAX) })}>
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="visually-hidden">{t('whatif.compare')}</span>
                  </th>
                  <th scope="col">{t('whatif.scenarioName')}</th>
                  <th scope="col">{t('whatif.author')}</th>
                  <th scope="col">{t('whatif.state')}</th>
                  <th scope="col">{t('whatif.changed')}</th>
                  <th scope="col" className={css.number}>
                    {t('whatif.budget')}
                  </th>
                  <th scope="col" className={css.number}>
                    {t('whatif.profit')}
                  </th>
                  <th scope="col" className={css.number}>
                    P10–P90
                  </th>
                  <th scope="col" className={css.number}>
                    {t('whatif.returns')}
                  </th>
                  <th scope="col">
                    <span className="visually-hidden">{t('whatif.openScenario')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.map((one) => (
                  <Row
                    key={one.id}
                    one={one}
                    telling={telling}
                    isPicked={picked.includes(one.id)}
                    canPick={picked.length < COMPARED_MAX}
                    onPick={(is) =>
                      setPicked((last) => (is ? [...last, one.id] : last.filter((id) => id !== one.id)))
                    }
                    onOpen={() => open(one)}
                    onFile={() => toFile(one)}
                    onAsk={(kind) => setAsking({ kind, of: one })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
        {chosen.length >= 2 && <ComparePanels chosen={chosen} telling={telling} />}
      </div>
      {asking !== null && asking.kind !== 'remove' && (
        <SaveDialog
          title={
            { rename: t('whatif.rename'), sign: t('whatif.signOff'), copy: t('whatif.duplicate') }[
              asking.kind
            ]
          }
          label={asking.kind === 'sign' ? t('whatif.signName') : t('whatif.scenarioName')}
          {...(asking.kind === 'sign' && { hint: t('whatif.signWhat') })}
          start={
            {
              rename: asking.of.name,
              sign: '',
              copy: freeName(list, asking.of.name),
            }[asking.kind]
          }
          {...(asking.kind !== 'sign' && {
            about: {
              author: asking.of.state.author ?? lastAuthor(list),
              note: asking.of.state.note ?? '',
            },
          })}
          action={asking.kind === 'sign' ? t('whatif.signOff') : t('common.save')}
          onClose={() => setAsking(null)}
          onName={(name, about) =>
            ({ rename: renameSaved, sign: signOff, copy: duplicateSaved })[asking.kind as 'rename'](
              asking.of,
              name,
              about,
            )
          }
        />
      )}
      {asking?.kind === 'remove' && (
        <RemoveDialog
          one={asking.of}
          onClose={() => setAsking(null)}
          onRemoved={() => setPicked((last) => last.filter((id) => id !== asking.of.id))}
        />
      )}
    </Page>
  )
}

interface RowProps {
  readonly one: SavedScenario
  readonly telling: ReturnType<typeof useTelling>
  readonly isPicked: boolean
  readonly canPick: boolean
  readonly onPick: (is: boolean) => void
  readonly onOpen: () => void
  readonly onFile: () => void
  readonly onAsk: (kind: Asking['kind']) => void
}

function Row({ one, telling, isPicked, canPick, onPick, onOpen, onFile, onAsk }: RowProps) {
  const { t, format } = telling
  const headline = headlineOf(one.state.input)
  const money = (units: number | null | undefined) =>
    format.money(units === undefined || units === null ? null : minor(units))
  const band = headline?.spread.profit
  const isSigned = one.signedAtMs !== null
  return (
    <tr>
      <td>
        <Checkbox
          bare
          label={`${t('whatif.compare')}: ${one.name}`}
          checked={isPicked}
          disabled={!isPicked && !canPick}
          onChange={onPick}
        />
      </td>
      <th scope="row">
        <Button kind="link" onClick={onOpen}>
          {one.name}
        </Button>
        {one.state.note !== undefined && <small className={css.note}>{one.state.note}</small>}
      </th>
      <td>{one.state.author ?? ''}</td>
      <td>
        {isSigned ? (
          <Tag tone="accent">
            {t('whatif.signedBy', {
              by: one.signedBy ?? '',
              day: format.date(localDay(one.signedAtMs ?? 0)),
            })}
          </Tag>
        ) : (
          t('whatif.draft')
        )}
      </td>
      <td>{format.date(localDay(one.changedAtMs))}</td>
      <td className={css.number}>{money(headline?.budget)}</td>
      <td className={css.number}>
        <b>{money(headline?.profit)}</b>
      </td>
      <td className={css.number}>{band ? format.range(band.p10, band.p90, money) : '—'}</td>
      <td className={css.number}>{format.count(headline?.returns)}</td>
      <td className={css.actions}>
        <span>
          <Button kind="link" onClick={() => onAsk('copy')}>
            {t('whatif.duplicate')}
          </Button>
          <Button kind="link" onClick={onFile}>
            JSON
          </Button>
          {!isSigned && (
            <>
              <Button kind="link" onClick={() => onAsk('rename')}>
                {t('whatif.rename')}
              </Button>
              <Button kind="link" onClick={() => onAsk('sign')}>
                {t('whatif.signOff')}
              </Button>
              <Button kind="link" onClick={() => onAsk('remove')}>
                {t('whatif.remove')}
              </Button>
            </>
          )}
        </span>
      </td>
    </tr>
  )
}
