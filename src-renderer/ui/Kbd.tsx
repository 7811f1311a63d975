import css from './Kbd.module.css'

const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.userAgent)

/** `Ctrl Enter` as keys; Ctrl is ⌘ on macOS. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={css.keys}>
      {keys.split(' ').map((key, i) => (
        <kbd key={i} className={css.key}>
          {isMac && key === 'Ctrl' ? '⌘' : key}
        </kbd>
      ))}
    </span>
  )
}
