/** The first thing that Tab reaches: past the sidebar to the page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="floating fixed top-2 left-2 z-50 -translate-y-16 px-3 py-1.5 font-medium text-accent focus:translate-y-0"
    >
      Skip to the page
    </a>
  );
}
