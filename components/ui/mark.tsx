const squares = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ row, column })));

/** Nine seats, one of them still open. */
export function Mark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 text-brand ${className ?? ""}`}
    >
      {squares.map(({ row, column }) =>
        row === 1 && column === 2 ? (
          <rect
            key={`${row}${column}`}
            x={1.2 + column * 7.6}
            y={1.2 + row * 7.6}
            width="5"
            height="5"
            rx="1.1"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
          />
        ) : (
          <rect
            key={`${row}${column}`}
            x={0.5 + column * 7.6}
            y={0.5 + row * 7.6}
            width="6.6"
            height="6.6"
            rx="1.5"
            fill="currentColor"
          />
        ),
      )}
    </svg>
  );
}
