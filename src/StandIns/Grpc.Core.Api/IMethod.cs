namespace Grpc.Core;

/// <summary>A method, whatever its message types.</summary>
public interface IMethod
{
    /// <summary>Which sides are streams.</summary>
    MethodType Type { get; }

    /// <summary>Full name of the service, such as <c>runtime.v1.RuntimeService</c>.</summary>
    string ServiceName { get; }

    /// <summary>Name of the method in its service.</summary>
    string Name { get; }

    /// <summary>The path of the request: <c>/service/method</c>.</summary>
    string FullName { get; }
}
