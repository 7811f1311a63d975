/** Opens the browser's print of what is marked `data-print`, in the light theme: paper is white. */
export function printPage(): void {
  const root = document.documentElement
  const { theme } = root.dataset
  const restore = () => {
    if (theme === undefined) delete root.dataset['theme']
    else root.dataset['theme'] = theme
    window.removeEventListener('afterprint', restore)
  }
  window.addEventListener('afterprint', restore)
  root.dataset['theme'] = 'light'
  window.print()
}
