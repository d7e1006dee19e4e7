import { publicApi } from "@/server/public-api/public-api";

const serve = (request: Request) => publicApi(request);

export { serve as DELETE, serve as GET, serve as OPTIONS, serve as PATCH, serve as POST, serve as PUT };
