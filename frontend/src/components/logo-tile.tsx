export function LogoTile({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 24 24" role="img" aria-label="Factory Factory">
      <rect width="24" height="24" rx="6" fill="var(--ink)" />
      <g fill="var(--hi-vis)" transform="translate(12 12) scale(.86) translate(-12 -12)">
        <path
          fillRule="evenodd"
          d="M4 19.2V4.8l7.2 4.7v2.2H7v1.7h3.4v2.5H7v3.3zM12.6 19.2V4.8l7.2 4.7v2.2h-4.2v1.7H19v2.5h-3.4v3.3z"
        />
      </g>
    </svg>
  );
}
