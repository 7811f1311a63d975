import { IconEye, IconEyeOff, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { useT } from '../locale/t.ts'
import { IconButton } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { useFormat } from '../ui/useFormat.ts'
import { resolved } from './appearance.ts'
import { AsOfControl } from './AsOfControl.tsx'
import { Logo } from './Logo.tsx'
import { showPalette } from './overlays.ts'
import { hideNames } from './privacy.ts'
import { attempt, changeSettings } from './projectActions.ts'
import css from './ProjectBar.module.css'
import { ProjectMenu } from './ProjectMenu.tsx'
import { useSession } from './session.ts'

export function ProjectBar() {
  const t = useT()
  const format = useFormat()
  const project = useSession((state) => state.project)
  return (
    <header className={css.bar} data-region="bar" aria-label={t('shell.projectBar')}>
      <a className={css.logo} href="#/start" aria-label={t('common.appName')}>
        <Logo />
        <span className={css.wide}>{t('common.appName')}</span>
      </a>
      {project && (
        <>
          <ProjectMenu project={project} />
          <div className={css.part}>
            <AsOfControl project={project} />
          </div>
        </>
      )}
      <span className={css.space} />
      <button type="button" className={css.find} onClick={showPalette}>
        <IconSearch size={14} aria-hidden="true" />
        <span>{t('shell.searchBox')}</span>
        <span className={css.wide}>
          <Kbd keys="Ctrl K" />
        </span>
      </button>
      {project && (
        <div className={css.part} title={t('shell.currencyHint')}>
          <span className={css.small}>
            {format.currencySign.trim() === project.currency ? '' : `${format.currencySign} `}
            {project.currency}
          </span>
        </div>
      )}
      {project && <NamesSwitch />}
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  )
}

/** 中 | EN: one tab stop, arrows inside. */
export function LanguageSwitch() {
  const t = useT()
  const group = useRef<HTMLDivElement>(null)
  const { language } = resolved(useSession((state) => state.settings))
  const choose = (next: 'zh-CN' | 'en') => {
    if (next !== language) void attempt(() => changeSettings({ language: next }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow') || event.altKey) return
    event.preventDefault()
    choose(language === 'en' ? 'zh-CN' : 'en')
    group.current?.querySelectorAll('button')[language === 'en' ? 0 : 1]?.focus()
  }
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={t('shell.language')}
      className={css.language}
      onKeyDown={onKeyDown}
    >
      {(['zh-CN', 'en'] as const).map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          lang={one}
          aria-checked={one === language}
          aria-label={one === 'en' ? 'English' : '中文'}
          tabIndex={one === language ? 0 : -1}
          onClick={() => choose(one)}
        >
          {one === 'en' ? 'EN' : '中'}
        </button>
      ))}
    </div>
  )
}

/** Names hidden is always said; one press shows them again. */
function NamesSwitch() {
  const t = useT()
  const hidden = useSession((state) => state.namesHidden)
  const toggle = () => void attempt(async () => hideNames(!hidden))
  if (hidden) {
    return (
      <button type="button" className={css.hiddenNames} title={t('shell.showNames')} onClick={toggle}>
        <IconEyeOff size={14} aria-hidden="true" />
        {t('shell.namesHidden')}
        <span className="visually-hidden">, {t('shell.showNames')}</span>
      </button>
    )
  }
  return (
    <IconButton label={t('shell.hideNames')} icon={<IconEye size={16} stroke={1.5} />} onClick={toggle} />
  )
}

export function ThemeSwitch() {
  const t = useT()
  const { scheme } = resolved(useSession((state) => state.settings))
  const dark = scheme === 'dark'
  return (
    <IconButton
      label={dark ? t('shell.toLight') : t('shell.toDark')}
      icon={dark ? <IconSun size={16} stroke={1.5} /> : <IconMoon size={16} stroke={1.5} />}
      onClick={() => void attempt(() => changeSettings({ theme: dark ? 'light' : 'dark' }))}
    />
  )
}
