import Link from "next/link";

export type Crumb = { href?: string; label: string };

export function Breadcrumb({ label, path }: { label: string; path: Crumb[] }) {
  if (path.length === 0) return null;
  return (
    <nav aria-label={label} data-chrome className="text-13 text-ink-2">
      <ol className="flex flex-wrap gap-x-1.5">
        {path.map((crumb, index) => (
          <li key={`${crumb.href ?? ""}${crumb.label}`} className="flex gap-x-1.5">
            {index > 0 ? (
              <span aria-hidden="true" className="text-ink-3">
                /
              </span>
            ) : null}
            {crumb.href ? (
              <Link
                prefetch={false}
                href={crumb.href}
                className="inline-block min-h-6 py-px hover:text-ink hover:underline"
              >
                {crumb.label}
              </Link>
            ) : (
              <span className="py-px">{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
