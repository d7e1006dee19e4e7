import type { CodePiece } from "./highlight";

/** The pieces of one line of code. */
export function CodeLine({ pieces }: { pieces: readonly CodePiece[] }) {
  let offset = 0;
  return pieces.map((piece) => {
    const key = offset;
    offset += piece.text.length;
    return piece.className === "" ? (
      piece.text
    ) : (
      <span key={key} className={piece.className}>
        {piece.text}
      </span>
    );
  });
}
