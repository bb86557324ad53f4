using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Collects the methods of a service from the generated code, each with what serves it.</summary>
internal sealed class ServiceBinder<TService>(ServiceActivator<TService> activator, ServiceSettings settings, ILogger logger)
    : ServiceBinderBase
    where TService : class
{
    private static readonly Status NoMessage = new(StatusCode.Cancelled, "No message returned from method.");

    public List<ServiceMethod> Methods { get; } = [];

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Implementation<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method);
        Add(method, async call =>
        {
            var request = await call.ReadSingleAsync(method.RequestMarshaller);
            TResponse? response = null;
            await activator.UseAsync(call.Http, async service => response = await invoke(service, request, call));
            await WriteSingleAsync(call, response, method.ResponseMarshaller);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Implementation<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(method);
        Add(method, async call =>
        {
            AllowLongRequest(call.Http);
            var requests = new RequestReader<TRequest>(call, method.RequestMarshaller);
            TResponse? response = null;
            await activator.UseAsync(call.Http, async service => response = await invoke(service, requests, call));
            requests.Complete();
            await WriteSingleAsync(call, response, method.ResponseMarshaller);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke =
            Implementation<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        Add(method, async call =>
        {
            var request = await call.ReadSingleAsync(method.RequestMarshaller);
            var responses = new ResponseWriter<TResponse>(call, method.ResponseMarshaller);
            try
            {
                await activator.UseAsync(call.Http, service => invoke(service, request, responses, call));
            }
            finally
            {
                responses.Complete();
            }
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Implementation<
            Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        Add(method, async call =>
        {
            AllowLongRequest(call.Http);
            var requests = new RequestReader<TRequest>(call, method.RequestMarshaller);
            var responses = new ResponseWriter<TResponse>(call, method.ResponseMarshaller);
            try
            {
                await activator.UseAsync(call.Http, service => invoke(service, requests, responses, call));
            }
            finally
            {
                requests.Complete();
                responses.Complete();
            }
        });
    }

    /// <summary>The service's method as a delegate that takes the service object first.</summary>
    private static TDelegate Implementation<TDelegate>(IMethod method)
        where TDelegate : Delegate
    {
        // Func<TService, parameters..., result>
        var types = typeof(TDelegate).GetGenericArguments()[1..^1];
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            // A method that hides the generated one is not it.
            var candidate = type.GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, types);
            if (candidate is { IsVirtual: true }
                && candidate.GetBaseDefinition().DeclaringType?.IsDefined(typeof(BindServiceMethodAttribute), false) == true)
            {
                return candidate.CreateDelegate<TDelegate>();
            }
        }

        throw new InvalidOperationException($"{typeof(TService)} has no method '{method.Name}' for {method.FullName}.");
    }

    /// <summary>A stream of requests may be silent for long and large as a whole.</summary>
    private static void AllowLongRequest(HttpContext http)
    {
        if (http.Features.Get<Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    private static Task WriteSingleAsync<TResponse>(ServerCall call, TResponse? response, Marshaller<TResponse> marshaller)
        where TResponse : class
    {
        if (response is null)
        {
            throw new RpcException(NoMessage);
        }

        return call.IsDeadlineExceeded ? Task.CompletedTask : call.WriteAsync(response, marshaller, flush: false, default);
    }

    private void Add(IMethod method, Func<ServerCall, Task> serve) =>
        Methods.Add(new ServiceMethod(method, http => ServerCall.ServeAsync(http, method, settings, logger, serve)));
}
