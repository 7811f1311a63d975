import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { CustomerHit } from '../../shared/contract/customers.ts'
import { useLanguage } from '../locale/language.ts'
import { useT } from '../locale/t.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { currentCommands, useCommandStore } from './commands.ts'
import { screens } from './frameCommands.ts'
import { closeOverlay } from './overlays.ts'
import css from './Palette.module.css'
import { hitsOf, type Hit } from './paletteHits.ts'
import { navigate } from './router.ts'
import type { PlainKey } from './screen.ts'
import { call, openCustomer, useSession } from './session.ts'

const GROUP_TITLE: Record<Hit['group'], PlainKey> = {
  pages: 'shell.pages',
  commands: 'shell.commands',
  customers: 'shell.customers',
}
const CUSTOMERS_SHOWN = 8

/** Ctrl K: customers, pages, commands in one list. */
export function Palette({ opened }: { readonly opened: boolean }) {
  const t = useT()
  return (
    <Modal.Root
      opened={opened}
      onClose={closeOverlay}
      lockScroll={false}
      size={560}
      yOffset="14vh"
      transitionProps={{ duration: 120 }}
      classNames={{ overlay: css.overlay, content: css.content, body: css.body }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.palette')}>
        <Modal.Body>
          <PaletteBody />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody() {
  const t = useT()
  const language = useLanguage()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const customers = useCustomers(query)
  const sets = useCommandStore((state) => state.sets)
  const hasProject = useSession((state) => state.project !== null)
  const hits = useMemo(
    () =>
      hitsOf(query, language, {
        screens: screens.filter((screen) => hasProject || !screen.needsProject),
        commands: currentCommands(sets),
        customers,
        go: navigate,
        openCustomer,
      }),
    [query, language, sets, customers, hasProject],
  )
  const active = Math.min(at, hits.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const run = (hit: Hit | undefined) => {
    if (!hit) return
    closeOverlay()
    // the dialog gives the focus back first
    setTimeout(() => hit.run(), 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: hits.length - 1 }[event.key]
    if (event.key === 'Enter') run(hits[active])
    else if (to !== undefined && hits.length > 0) setAt((to + hits.length) % hits.length)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className={css.input}>
        <IconSearch size={16} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-label={t('shell.searchBox')}
          aria-autocomplete="list"
          {...(hits[active] && { 'aria-activedescendant': `${id}-${hits[active].id}` })}
          placeholder={t('shell.searchBox')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd keys="Esc" />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('shell.palette')} className={css.list}>
        {(['pages', 'customers', 'commands'] as const).map((group) => {
          const own = hits.filter((hit) => hit.group === group)
          if (own.length === 0) return null
          return (
            <div key={group} role="group" aria-label={t(GROUP_TITLE[group])}>
              <div className={css.group} aria-hidden="true">
                {t(GROUP_TITLE[group])}
              </div>
              {own.map((hit) => (
                <div
                  key={hit.id}
                  id={`${id}-${hit.id}`}
                  role="option"
                  aria-selected={hits[active] === hit}
                  className={css.option}
                  onMouseMove={() => setAt(hits.indexOf(hit))}
                  onClick={() => run(hit)}
                >
                  {hit.icon && <hit.icon size={16} stroke={1.5} />}
                  <span className={hit.group === 'customers' ? 'mono' : undefined}>{hit.text}</span>
                  {hit.keys !== undefined && <Kbd keys={hit.keys} />}
                </div>
              ))}
            </div>
          )
        })}
        {hits.length === 0 && <p className={css.none}>{t('shell.nothingFound', { text: query })}</p>}
      </div>
    </>
  )
}

/** The latest query wins. */
function useCustomers(query: string): readonly CustomerHit[] {
  const [found, setFound] = useState<readonly CustomerHit[]>([])
  const hasProject = useSession((state) => state.project !== null)
  const text = query.trim()
  useEffect(() => {
    if (text === '' || !hasProject) {
      setFound([])
      return
    }
    let current = true
    const timer = setTimeout(() => {
      call('customers.search', { text, limit: CUSTOMERS_SHOWN }).then(
        (hits) => current && setFound(hits),
        () => current && setFound([]),
      )
    }, 120)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text, hasProject])
  return found
}
