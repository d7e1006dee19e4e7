/** Which of `labels` a key in a menu leads to from `current` (-1: none); `null` when the key means nothing here. */
export function menuTarget(key: string, labels: readonly string[], current: number): number | null {
  const last = labels.length - 1;
  if (last < 0) return null;
  switch (key) {
    case "ArrowDown":
      return current >= last ? 0 : current + 1;
    case "ArrowUp":
      return current <= 0 ? last : current - 1;
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return key.length === 1 && key !== " " ? byFirstLetter(key.toLowerCase(), labels, current) : null;
  }
}

function byFirstLetter(letter: string, labels: readonly string[], current: number): number | null {
  for (let step = 1; step <= labels.length; step += 1) {
    const index = (current + step + labels.length) % labels.length;
    if (labels[index]?.trim().toLowerCase().startsWith(letter)) return index;
  }
  return null;
}
