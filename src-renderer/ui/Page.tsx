import { use, useEffect, useRef, useState, type ReactNode } from 'react'
import { useLanguage } from '../locale/language.ts'
import { Finding, findingText, type FindingText } from './Finding.tsx'
import { FrameStatus } from './frameStatus.ts'
import css from './Page.module.css'
import { useShownPage } from './shown.ts'
import { motion } from './tokens.ts'

interface PageProps {
  /** the screen's name in the title row */
  readonly title: string
  readonly selectors?: ReactNode
  /** exactly one filled button among them */
  readonly actions?: ReactNode
  readonly finding?: FindingText | undefined
  /** who, as-of, window, interval: pieces, divided by dots */
  readonly sub?: readonly ReactNode[] | undefined
  readonly status?: ReactNode
  readonly statusRight?: ReactNode
  readonly children: ReactNode
}

/** The order of every page: title row, finding, sub line, then strip and panels, status line. */
export function Page({ title, selectors, actions, finding, sub, status, statusRight, children }: PageProps) {
  const job = use(FrameStatus)
  const language = useLanguage()
  const pieces = useRef<HTMLUListElement>(null)
  useShownPage({
    title,
    finding: finding ? findingText(finding, language) : '',
    findingNumbers: Object.values(finding?.values ?? {}).filter((value) => typeof value !== 'string'),
    context: () => [...(pieces.current?.children ?? [])].map((piece) => piece.textContent.trim()),
  })
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1>{title}</h1>
        {selectors}
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </header>
      {finding && (
        <>
          <p className={css.finding}>
            <Finding of={finding} />
          </p>
          <Spoken finding={finding} />
        </>
      )}
      {sub ? (
        <ul ref={pieces} className={css.sub}>
          {sub.map((piece, i) => (
            <li key={i}>{piece}</li>
          ))}
        </ul>
      ) : (
        <div className={css.gap} />
      )}
      <div className={css.body}>{children}</div>
      <footer className={css.status}>
        <span role="status">{job ?? status}</span>
        <span className={css.right}>{statusRight}</span>
      </footer>
    </div>
  )
}

/** Speaks a finding when it has come to rest. */
function Spoken({ finding }: { finding: FindingText }) {
  const text = findingText(finding, useLanguage())
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(text), motion.speakAfter)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <p className="visually-hidden" aria-live="polite">
      {spoken}
    </p>
  )
}
