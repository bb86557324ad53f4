using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>
/// Names the generated static method that binds a service's methods: <c>BindType.BindMethodName(binder, service)</c>.
/// </summary>
/// <param name="bindType">The type that has the method.</param>
/// <param name="bindMethodName">The method's name.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = true)]
public class BindServiceMethodAttribute(
    [DynamicallyAccessedMembers(BindServiceMethodAttribute.Binding)] Type bindType, string bindMethodName) : Attribute
{
    private const DynamicallyAccessedMemberTypes Binding = DynamicallyAccessedMemberTypes.PublicMethods
        | DynamicallyAccessedMemberTypes.NonPublicMethods
        | DynamicallyAccessedMemberTypes.PublicProperties;

    /// <summary>The type that has the method.</summary>
    [DynamicallyAccessedMembers(Binding)]
    public Type BindType { get; } = bindType;

    /// <summary>The method's name.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
