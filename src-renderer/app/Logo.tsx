/** The mark: a ring that returns as an arrow, a wave in it. The same shapes as `resources/icons/logo.svg`. */
export function Logo({ sizePx = 22 }: { readonly sizePx?: number }) {
  return (
    <svg
      width={sizePx}
      height={sizePx}
      viewBox="3 3 18 18"
      fill="none"
      stroke="var(--accent)"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M17.58 16.06A6.9 6.9 0 1 1 17.44 7.75" />
      <path d="M17.25 4.26L17.44 7.75L13.94 7.69" />
      <path d="M7.9 13.3C9.3 10.9 10.7 10.9 12 12.2C13.3 13.5 14.7 13.5 16.1 11.1" opacity="0.7" />
    </svg>
  )
}
