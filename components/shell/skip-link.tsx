export function SkipLink({ children }: { children: string }) {
  return (
    <a
      href="#content"
      data-chrome
      className="sr-only z-50 focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:rounded-control focus:bg-raised focus:px-4 focus:py-2 focus:text-brand focus:shadow-float"
    >
      {children}
    </a>
  );
}
