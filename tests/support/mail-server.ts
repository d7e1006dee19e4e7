import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";

/** A mail server that says yes to everything, or `refusal` to every recipient, and keeps what it heard. */
export async function startMailServer(refusal?: string) {
  const heard: string[] = [];
  const server: Server = createServer((socket) => {
    let inData = false;
    let buffer = "";
    const answer = (line: string) => {
      heard.push(line);
      if (inData) {
        if (line === ".") {
          inData = false;
          socket.write("250 kept\r\n");
        }
        return;
      }
      if (line === "DATA") {
        inData = true;
        socket.write("354 go on\r\n");
      } else if (line === "QUIT") socket.end("221 bye\r\n");
      else if (line.startsWith("RCPT") && refusal) socket.write(`${refusal}\r\n`);
      else socket.write("250 fine\r\n");
    };
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      buffer += chunk.toString();
      const lines = buffer.split("\r\n");
      buffer = lines.pop() ?? "";
      lines.forEach(answer);
    });
    socket.write("220 ready\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Every line, without the ends of lines. */
    heard,
    close: () => void server.close(),
  };
}
