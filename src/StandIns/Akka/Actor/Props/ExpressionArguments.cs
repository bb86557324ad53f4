using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor.Internal;

/// <summary>Evaluates the arguments of <c>new T(a, b.C)</c>; the usual forms without compiling anything.</summary>
internal static class ExpressionArguments
{
    public static object?[] Evaluate(NewExpression creation) => [.. creation.Arguments.Select(Evaluate)];

    private static object? Evaluate(Expression argument)
    {
        switch (argument)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression { Member: FieldInfo field } access:
                return field.GetValue(access.Expression is null ? null : Evaluate(access.Expression));
            case UnaryExpression { NodeType: ExpressionType.Convert } upcast
                when upcast.Type.IsAssignableFrom(upcast.Operand.Type) && upcast.Method is null:
                return Evaluate(upcast.Operand);
            default:
                return Expression.Lambda(argument).Compile(preferInterpretation: true).DynamicInvoke();
        }
    }
}
