using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A method, and what serves requests to it.</summary>
internal sealed record ServiceMethod(IMethod Method, RequestDelegate Serve);
