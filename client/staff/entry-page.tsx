import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Address, hrefOf } from "./address.ts";
import { ApiError, logIn, setUp } from "./api.ts";
import { passwordLength } from "./password-length.ts";
import { Problem } from "./problem.tsx";
import { LanguageLink } from "./side-column.tsx";
import { fill } from "./strings.ts";
import { useWords } from "./words.ts";

interface Entering {
	address: Address;
	onEntered: (user: { name: string }) => void;
}

export function LogInPage({ address, onEntered }: Entering) {
	const { t } = useWords();
	return (
		<EntryPage address={address} title={t.logIn} intro={t.logInIntro}>
			<Credentials
				button={t.logIn}
				autocomplete="current-password"
				send={logIn}
				onEntered={onEntered}
			/>
			<p class="aside">{t.forgotten}</p>
		</EntryPage>
	);
}

/** Reached by the one-time link, whose token stands after the # and never travels in an address. */
export function SetUpPage({ address, onEntered }: Entering) {
	const { t, language } = useWords();
	const token = window.location.hash.slice(1);
	return (
		<EntryPage
			address={address}
			title={t.setUp}
			intro={token ? t.setUpIntro : t.linkWithoutToken}
		>
			{token && (
				<Credentials
					button={t.setUpButton}
					autocomplete="new-password"
					hint={fill(t.passwordHint, { min: passwordLength })}
					send={(credentials) => setUp({ ...credentials, token })}
					onEntered={onEntered}
				/>
			)}
			<p class="aside">
				<a href={hrefOf({ page: "surveys", language })}>{t.toLogIn}</a>
			</p>
		</EntryPage>
	);
}

function EntryPage({
	address,
	title,
	intro,
	children,
}: {
	address: Address;
	title: string;
	intro: string;
	children: ComponentChildren;
}) {
	const { t } = useWords();
	return (
		<main class="entry">
			<div class="masthead">
				<p class="site">{t.siteName}</p>
				<p>{t.siteLine}</p>
				<LanguageLink address={address} />
			</div>
			<h1>{title}</h1>
			<p>{intro}</p>
			{children}
		</main>
	);
}

function Credentials({
	button,
	autocomplete,
	hint,
	send,
	onEntered,
}: {
	button: string;
	autocomplete: "current-password" | "new-password";
	hint?: string;
	send: (credentials: {
		name: string;
		password: string;
	}) => Promise<{ name: string }>;
	onEntered: Entering["onEntered"];
}) {
	const { t } = useWords();
	const [name, setName] = useState("");
	const [password, setPassword] = useState("");
	const [isSending, setIsSending] = useState(false);
	const [error, setError] = useState<ApiError>();

	async function submit(event: SubmitEvent) {
		event.preventDefault();
		if (isSending) return;
		setIsSending(true);
		setError(undefined);
		try {
			onEntered(await send({ name, password }));
		} catch (problem) {
			if (!(problem instanceof ApiError)) throw problem;
			setError(problem);
		} finally {
			setIsSending(false);
		}
	}

	return (
		<form onSubmit={submit}>
			<label>
				{t.name}
				<input
					name="username"
					autocomplete="username"
					autocapitalize="none"
					spellcheck={false}
					required
					maxLength={100}
					value={name}
					onInput={(event) => setName(event.currentTarget.value)}
				/>
			</label>
			<label>
				{t.password}
				<input
					name="password"
					type="password"
					autocomplete={autocomplete}
					required
					maxLength={1000}
					value={password}
					onInput={(event) => setPassword(event.currentTarget.value)}
				/>
				{hint && <small>{hint}</small>}
			</label>
			{error && <Problem error={error} />}
			<button type="submit" class="main" aria-disabled={isSending}>
				{button}
			</button>
		</form>
	);
}
