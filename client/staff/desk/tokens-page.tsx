import { useEffect, useState } from "preact/hooks";
import type { ListedToken } from "../../../server/actions/list-api-tokens.ts";
import type { ListedSurvey } from "../../../server/actions/list-surveys.ts";
import { Problem } from "../problem.tsx";
import { fill } from "../strings.ts";
import { Sure } from "../sure.tsx";
import { useLeave } from "../use-leave.ts";
import { useLoaded } from "../use-loaded.ts";
import { useWork } from "../use-work.ts";
import { useWords } from "../words.ts";
import { apiTokens, makeApiToken, revokeApiToken } from "./api.ts";
import { day } from "./day.ts";

const choicesOfDays = [30, 90, 366];

/** Tokens that other programs read tables with: made, shown once, revoked. */
export function TokensPage({
	surveys,
	onLoggedOut,
}: {
	surveys: ListedSurvey[];
	onLoggedOut: () => void;
}) {
	const { t, language } = useWords();
	const words = t.desk.tokens;
	const loaded = useLoaded("tokens", apiTokens);
	useLeave(loaded.error, onLoggedOut);
	const [token, setToken] = useState<string>();
	const work = useWork();
	useEffect(() => {
		document.title = [words.title, t.siteName].join(" – ");
	}, [words, t]);
	const tokens = loaded.data?.tokens ?? [];
	return (
		<main class="page work" id="result">
			<h1>{words.title}</h1>
			<p class="measure">{words.intro}</p>
			<p class="tools">
				<a href={`/api/v1?lang=${language}`}>{words.reference}</a>
			</p>
			{loaded.error && <Problem error={loaded.error} again={loaded.again} />}
			{work.error && <Problem error={work.error} />}
			{token && <Once token={token} />}
			{loaded.data && tokens.length === 0 && (
				<p class="measure quiet">{words.none}</p>
			)}
			{tokens.length > 0 && (
				<div class="scroll">
					<table class="yearbook register desk-table">
						<thead>
							<tr>
								<th scope="col">{words.name}</th>
								<th scope="col">{words.role}</th>
								<th scope="col">{words.surveys}</th>
								<th scope="col">{words.state}</th>
								<th scope="col" />
							</tr>
						</thead>
						<tbody>
							{tokens.map((one) => (
								<tr key={one.id}>
									<th scope="row">
										{one.name}
										<small>
											{words.madeBy}: {one.madeBy},{" "}
											{day(one.madeAtMs, language)}
										</small>
									</th>
									<td>{words.roles[one.role]}</td>
									<td>{one.surveys.join(", ")}</td>
									<td class={one.state === "valid" ? "" : "quiet"}>
										{fill(words.states[one.state], {
											date: day(one.revokedAtMs ?? one.expiresAtMs, language),
										})}
									</td>
									<td>
										{one.state === "valid" && (
											<Sure
												label={words.revoke}
												question={fill(words.revokeQuestion, {
													name: one.name,
												})}
												onSure={() =>
													void work.run(async () => {
														await revokeApiToken(one.id);
														loaded.again();
													})
												}
											/>
										)}
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
			<MakeToken
				surveys={surveys}
				isBusy={work.isBusy}
				onMake={(made) =>
					void work.run(async () => {
						setToken((await makeApiToken(made)).token);
						loaded.again();
					})
				}
			/>
		</main>
	);
}

function Once({ token }: { token: string }) {
	const { t } = useWords();
	const words = t.desk.tokens;
	const [isCopied, setIsCopied] = useState(false);
	return (
		<div class="undo" role="status">
			<div>
				{words.made}
				<code class="token-once" id="token">
					{token}
				</code>
			</div>
			{navigator.clipboard && (
				<button
					type="button"
					onClick={() =>
						void navigator.clipboard
							.writeText(token)
							.then(() => setIsCopied(true))
					}
				>
					{isCopied ? words.copied : words.copy}
				</button>
			)}
		</div>
	);
}

function MakeToken({
	surveys,
	isBusy,
	onMake,
}: {
	surveys: ListedSurvey[];
	isBusy: boolean;
	onMake: (made: Parameters<typeof makeApiToken>[0]) => void;
}) {
	const { t, say } = useWords();
	const words = t.desk.tokens;
	const [name, setName] = useState("");
	const [role, setRole] = useState<ListedToken["role"]>("reader");
	const [days, setDays] = useState(90);
	const [chosen, setChosen] = useState<string[]>([]);
	return (
		<form
			class="sheet"
			onSubmit={(event) => {
				event.preventDefault();
				onMake({ name, role, surveys: chosen, days });
			}}
		>
			<h2>{words.make}</h2>
			<label class="field">
				<span>{words.name}</span>
				<input
					id="token-name"
					required
					maxLength={100}
					value={name}
					onInput={(event) => setName(event.currentTarget.value)}
				/>
				<small>{words.nameHint}</small>
			</label>
			<fieldset>
				<legend>{words.role}</legend>
				{(["reader", "analyst"] as const).map((one) => (
					<label class="choice" key={one}>
						<input
							type="radio"
							name="role"
							checked={role === one}
							onChange={() => setRole(one)}
						/>
						<span>{words.roles[one]}</span>
					</label>
				))}
			</fieldset>
			<fieldset>
				<legend>{words.surveys}</legend>
				{surveys.map(({ id, title }) => (
					<label class="choice" key={id}>
						<input
							type="checkbox"
							value={id}
							checked={chosen.includes(id)}
							onChange={(event) =>
								setChosen(
									event.currentTarget.checked
										? [...chosen, id]
										: chosen.filter((one) => one !== id),
								)
							}
						/>
						<span>
							{say(title)} <small>{id}</small>
						</span>
					</label>
				))}
			</fieldset>
			<label class="field">
				<span>{words.days}</span>
				<select
					value={days}
					onChange={(event) => setDays(Number(event.currentTarget.value))}
				>
					{choicesOfDays.map((n) => (
						<option key={n} value={n}>
							{fill(words.forDays, { n })}
						</option>
					))}
				</select>
			</label>
			<button
				class="main"
				type="submit"
				disabled={isBusy || chosen.length === 0 || !name.trim()}
			>
				{words.makeButton}
			</button>
		</form>
	);
}
