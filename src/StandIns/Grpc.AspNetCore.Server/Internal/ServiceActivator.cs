using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Gives each call its service object: the registered one, or one created for the call and disposed after it.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly Lazy<ObjectFactory<TService>> _factory = new(() => ActivatorUtilities.CreateFactory<TService>([]));

    /// <summary>Runs a function with a service object.</summary>
    public async Task UseAsync(HttpContext http, Func<TService, Task> function)
    {
        if (http.RequestServices.GetService<TService>() is { } registered)
        {
            await function(registered);
            return;
        }

        var created = _factory.Value(http.RequestServices, []);
        try
        {
            await function(created);
        }
        finally
        {
            switch (created)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }
}
