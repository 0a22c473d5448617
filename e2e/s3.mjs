// An S3-compatible server for tests, on a free port and an empty folder, until its standard input
// ends: whoever started it takes it along, however they end. Prints the port.
//
// It is s3rver, with two things that it leaves out: signatures of version 4 are compared, and what
// was begun in parts can be given up.

import { createHash, createHmac } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";

const KEY = "S3RVER";
const SECRET = "S3RVER";
const BUCKET = "oqu-files";

const directory = mkdtempSync(join(tmpdir(), "oqu-s3-"));
const server = new S3rver({
	address: "127.0.0.1",
	port: 0,
	silent: true,
	directory,
	configureBuckets: [{ name: BUCKET }],
});

const refuse = (ctx, status, code, more = "") => {
	ctx.status = status;
	ctx.type = "application/xml";
	ctx.body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message>${more}</Error>`;
};

const hash = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

/** AWS Signature Version 4, of the headers; the hash of the body is taken as it is told. */
function signature(request, { day, region, signed }) {
	const [path, query = ""] = request.url.split("?");
	const pairs = query.split("&").filter(Boolean);
	const canonical = [
		request.method,
		path,
		pairs.map((pair) => (pair.includes("=") ? pair : `${pair}=`)).sort().join("&"),
		...signed.map((name) => `${name}:${(request.headers[name] ?? "").trim()}`),
		"",
		signed.join(";"),
		request.headers["x-amz-content-sha256"],
	].join("\n");
	const scope = `${day}/${region}/s3/aws4_request`;
	const toSign = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, hash(canonical)].join("\n");
	const key = [region, "s3", "aws4_request"].reduce(hmac, hmac(`AWS4${SECRET}`, day));
	return { toSign, wanted: hmac(key, toSign).toString("hex") };
}

async function checkSignature(ctx, next) {
	const told = /Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)/;
	const [, key, day, region, signed, given] = told.exec(ctx.headers.authorization ?? "") ?? [];
	if (key !== KEY) return refuse(ctx, 403, "InvalidAccessKeyId");
	const { toSign, wanted } = signature(ctx.req, { day, region, signed: signed.split(";") });
	if (given !== wanted) {
		return refuse(ctx, 403, "SignatureDoesNotMatch", `<StringToSign>${toSign}</StringToSign>`);
	}
	return next();
}

async function giveUpParts(ctx, next) {
	const upload = ctx.query.uploadId;
	if (ctx.method !== "DELETE" || !upload) return next();
	const folder = join(server.store.getResourcePath(BUCKET, undefined, "uploads"), upload);
	if (!existsSync(folder)) return refuse(ctx, 404, "NoSuchUpload");
	rmSync(folder, { recursive: true, force: true });
	ctx.status = 204;
}

server.middleware.unshift(checkSignature, giveUpParts);
const { port } = await server.run();
process.stdout.write(`${port}\n`);

const end = () => {
	rmSync(directory, { recursive: true, force: true });
	process.exit(0);
};
process.stdin.on("end", end).on("error", end).resume();
