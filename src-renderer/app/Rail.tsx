import { Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconSettings } from '@tabler/icons-react'
import { useRef, type ComponentType, type KeyboardEvent } from 'react'
import { useT } from '../locale/t.ts'
import { width } from '../ui/tokens.ts'
import { useFormat } from '../ui/useFormat.ts'
import { railGroups } from './frameCommands.ts'
import css from './Rail.module.css'
import { hashOf, useRoute } from './router.ts'
import type { PlainKey } from './screen.ts'
import { useSession } from './session.ts'

const GROUP_TITLE: Record<(typeof railGroups)[number]['group'], PlainKey> = {
  top: 'shell.groupTop',
  customers: 'shell.groupCustomers',
  churn: 'shell.groupChurn',
  winback: 'shell.groupWinback',
  data: 'shell.groupData',
}

/** The main navigation: one tab stop, arrows inside. */
export function Rail() {
  const t = useT()
  const format = useFormat()
  const nav = useRef<HTMLElement>(null)
  const current = useRoute().name
  const openWarnings = useSession((state) => state.project?.openWarnings ?? 0)
  const narrow = useMediaQuery(`(max-width: ${width.railBreak - 1}px)`) ?? false
  const routes = [...railGroups.flatMap(({ screens }) => screens.map((screen) => screen.route)), 'settings']
  const stop = routes.includes(current) ? current : routes[0]

  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(nav.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey) return
    event.preventDefault()
    links[(to + links.length) % links.length]?.focus()
  }
  const item = (
    route: string,
    title: PlainKey,
    Icon: ComponentType<{ size?: number; stroke?: number }>,
    badge: number,
  ) => (
    <li key={route}>
      <Tooltip label={t(title)} position="right" disabled={!narrow}>
        <a
          href={hashOf({ name: route, params: {} })}
          className={css.item}
          tabIndex={route === stop ? 0 : -1}
          {...(route === current && { 'aria-current': 'page' as const })}
        >
          <Icon size={16} stroke={1.5} />
          <span className={css.word}>{t(title)}</span>
          {badge > 0 && (
            <span className={css.badge}>
              <span aria-hidden="true">{format.count(badge)}</span>
              <span className="visually-hidden">{t('shell.openWarnings', { n: format.count(badge) })}</span>
            </span>
          )}
        </a>
      </Tooltip>
    </li>
  )
  return (
    <nav
      ref={nav}
      aria-label={t('shell.mainMenu')}
      className={css.rail}
      data-region="rail"
      onKeyDown={onKeyDown}
    >
      {railGroups.map(({ group, screens }) => (
        <section key={group} aria-label={t(GROUP_TITLE[group])}>
          {group !== 'top' && <h2 className={css.group}>{t(GROUP_TITLE[group])}</h2>}
          <ul className={css.list}>
            {screens.map(
              ({ route, title, rail }) =>
                rail && item(route, title, rail.icon, rail.badge === 'open-warnings' ? openWarnings : 0),
            )}
          </ul>
        </section>
      ))}
      <ul className={css.foot}>{item('settings', 'shell.settings', IconSettings, 0)}</ul>
    </nav>
  )
}
