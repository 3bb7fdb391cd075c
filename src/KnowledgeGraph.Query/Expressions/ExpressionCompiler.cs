using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions.Functions;
using KnowledgeGraph.Query.Expressions.Nodes;
using KnowledgeGraph.Query.Expressions.Texts;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>
/// Makes expressions ready for one run: variables become columns, terms become ids, and what has no variable is computed once. All
/// expressions of a run should come from one compiler: they share patterns, blank nodes of BNODE(label) and scratch memory.
/// </summary>
public sealed class ExpressionCompiler
{
    private readonly TermWorkspace _workspace;
    private readonly PatternFunctions _patterns = new();
    private readonly SolutionBatch _oneRow = new(columnCount: 0, capacityRows: 1) { Count = 1 };
    private readonly Func<Expression.Exists, IReadOnlyDictionary<Variable, int>, ExistsProbe> _exists;

    /// <summary>A compiler for a run.</summary>
    /// <param name="context">The run.</param>
    /// <param name="exists">Makes the probe of an EXISTS for rows whose columns are given; null if there can be none.</param>
    public ExpressionCompiler(
        ExecutionContext context, Func<Expression.Exists, IReadOnlyDictionary<Variable, int>, ExistsProbe>? exists = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        _workspace = new TermWorkspace(context);
        _exists = exists ?? ((_, _) => throw new ArgumentException("EXISTS is not possible here."));
    }

    /// <summary>Compiles an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="slots">The column of each variable; a variable without a column is unbound.</param>
    public CompiledExpression Compile(Expression expression, IReadOnlyDictionary<Variable, int> slots)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(slots);
        return new Compilation(this, slots).CompileRoot(expression);
    }

    // One expression: holds what is common to its nodes.
    private sealed class Compilation(ExpressionCompiler compiler, IReadOnlyDictionary<Variable, int> slots)
    {
        private readonly TermWorkspace _workspace = compiler._workspace;
        private SolutionScope? _scope;

        // Calls and comparisons within which the present one stands: repeated values are remembered by the outermost alone.
        private int _calls;

        public CompiledExpression CompileRoot(Expression expression)
        {
            var root = Compile(expression);
            return _scope is null ? root : new SolutionScopeExpression(_workspace, _scope, root);
        }

        private CompiledExpression Compile(Expression expression)
        {
            // The parser bounds the nesting; rewrites may add to it.
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            return expression switch
            {
                Expression.Constant constant => new ConstantExpression(_workspace, _workspace.Context.Constant(constant.Value)),
                Expression.Var variable => slots.TryGetValue(variable.Name, out var slot)
                    ? new VariableExpression(_workspace, slot)
                    : Error(),
                Expression.Bound bound => slots.TryGetValue(bound.Name, out var slot)
                    ? new BoundExpression(_workspace, slot)
                    : new ConstantExpression(_workspace, TermId.False),
                Expression.And and => Connect(isAnd: true, and.Left, and.Right),
                Expression.Or or => Connect(isAnd: false, or.Left, or.Right),
                Expression.Not not => CompileNot(not),
                Expression.Arithmetic arithmetic => CompileArithmetic(arithmetic),
                Expression.Plus plus => Unary(NumericFunctions.Plus, plus.Operand),
                Expression.Negate negate => Unary(NumericFunctions.Negate, negate.Operand),
                Expression.In @in => CompileIn(@in),
                Expression.If @if => CompileIf(@if),
                Expression.Coalesce coalesce => CompileCoalesce(coalesce),
                Expression.Exists exists => new ExistsExpression(_workspace, compiler._exists(exists, slots)),
                Expression.Call or Expression.IriCall or Expression.Comparison => CompileOutermost(expression),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        private ConstantExpression Error() => new(_workspace, TermId.Undefined);

        private CompiledExpression[] CompileAll(IEnumerable<Expression> expressions) => [.. expressions.Select(Compile)];

        // What depends on no row is computed now, once.
        private CompiledExpression Fold(CompiledExpression node, params ReadOnlySpan<CompiledExpression> operands)
        {
            foreach (var operand in operands)
            {
                if (!operand.IsConstant)
                {
                    return node;
                }
            }

            Span<TermId> result = stackalloc TermId[1];
            node.EvaluateRows(compiler._oneRow, compiler._oneRow.Rows, result);
            return new ConstantExpression(_workspace, result[0]);
        }

        private CompiledExpression Connect(bool isAnd, Expression leftOperand, Expression rightOperand)
        {
            var (left, right) = (Compile(leftOperand), Compile(rightOperand));
            return Fold(new ConnectiveExpression(_workspace, isAnd, left, right), left, right);
        }

        private CompiledExpression CompileNot(Expression.Not not)
        {
            var operand = Compile(not.Operand);
            return Fold(new NotExpression(_workspace, operand), operand);
        }

        private CompiledExpression CompileComparison(Expression.Comparison comparison)
        {
            var (left, right) = (Compile(comparison.Left), Compile(comparison.Right));
            if ((left is TextExpression || right is TextExpression) && IsText(left) && IsText(right))
            {
                return Fold(new TextComparison(_workspace, comparison.Operator, Text(left), Text(right)), left, right);
            }

            if (left is ConstantExpression { Value: var leftValue } && !right.IsConstant)
            {
                return new ConstantComparisonExpression(_workspace, Mirror(comparison.Operator), right, leftValue);
            }

            return right is ConstantExpression { Value: var rightValue } && !left.IsConstant
                ? new ConstantComparisonExpression(_workspace, comparison.Operator, left, rightValue)
                : Fold(new ComparisonExpression(_workspace, comparison.Operator, left, right), left, right);
        }

        private static bool IsText(CompiledExpression operand) =>
            operand is TextExpression or ConstantExpression { Value.Tag: TermTag.String or TermTag.LanguageString };

        private static ComparisonOperator Mirror(ComparisonOperator comparison) => comparison switch
        {
            ComparisonOperator.Less => ComparisonOperator.Greater,
            ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
            ComparisonOperator.Greater => ComparisonOperator.Less,
            ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
            _ => comparison,
        };

        private CompiledExpression CompileArithmetic(Expression.Arithmetic arithmetic)
        {
            var (left, right) = (Compile(arithmetic.Left), Compile(arithmetic.Right));
            return Fold(new ArithmeticExpression(_workspace, arithmetic.Operator, left, right), left, right);
        }

        private CompiledExpression CompileIn(Expression.In @in)
        {
            var operand = Compile(@in.Operand);
            var list = CompileAll(@in.List);
            return Fold(new InExpression(_workspace, operand, list), [operand, .. list]);
        }

        private CompiledExpression CompileIf(Expression.If @if)
        {
            var (condition, then, otherwise) = (Compile(@if.Condition), Compile(@if.Then), Compile(@if.Else));
            return Fold(new IfExpression(_workspace, condition, then, otherwise), condition, then, otherwise);
        }

        private CompiledExpression CompileCoalesce(Expression.Coalesce coalesce)
        {
            var operands = CompileAll(coalesce.Operands);
            return Fold(new CoalesceExpression(_workspace, operands), operands);
        }

        private CompiledExpression CompileOutermost(Expression expression)
        {
            _calls++;
            var compiled = expression switch
            {
                Expression.Call call => CompileCall(call),
                Expression.IriCall call => CompileIriCall(call),
                _ => CompileComparison((Expression.Comparison)expression),
            };
            _calls--;
            return _calls > 0 || compiled.IsConstant || !IsCostly(expression) || ExpressionVariables.IsVolatile(expression)
                || ExpressionVariables.HasExists(expression) || ExpressionVariables.Of(expression) is not { Count: 1 } variables
                || !slots.TryGetValue(variables.First(), out var slot)
                ? compiled
                : new RepeatedValues(_workspace, compiled, slot);
        }

        // More than a look at the id or its language tag.
        private static bool IsCostly(Expression expression) => ExpressionVariables.Any(
            expression, part => part is Expression.IriCall || (part is Expression.Call && !IsCheap(part)));

        private static bool IsCheap(Expression expression) => expression is Expression.Call
        {
            Function: BuiltInFunction.Lang or BuiltInFunction.LangMatches or BuiltInFunction.HasLang or BuiltInFunction.IsIri
                or BuiltInFunction.IsBlank or BuiltInFunction.IsLiteral or BuiltInFunction.IsTriple or BuiltInFunction.Subject
                or BuiltInFunction.Predicate or BuiltInFunction.Object or BuiltInFunction.SameTerm or BuiltInFunction.Str
                or BuiltInFunction.IsNumeric or BuiltInFunction.Abs or BuiltInFunction.Ceil or BuiltInFunction.Floor or BuiltInFunction.Round,
        };

        private CompiledExpression Unary(UnaryFunction function, Expression argument)
        {
            var compiled = Compile(argument);
            return Fold(new UnaryCall(_workspace, function, compiled), compiled);
        }

        private CompiledExpression CompileIriCall(Expression.IriCall call)
        {
            // An unknown function is an error of the row, not of the query: COALESCE may have something to say about it.
            var cast = Casts.Find(XsdDatatypes.Find(call.Function.Value));
            return cast is not null && call.Arguments.Length == 1 ? Unary(cast, call.Arguments[0]) : Error();
        }

        private CompiledExpression CompileCall(Expression.Call call)
        {
            var arguments = CompileAll(call.Arguments);
            switch (call.Function)
            {
                case BuiltInFunction.BNode when arguments.Length == 1:
                    _scope ??= new SolutionScope(_workspace.BlankNodeFamilies);
                    return new BlankNodeCall(_workspace, _scope, arguments[0]);
                case BuiltInFunction.Replace:
                    return Fold(new VariadicCall(_workspace, compiler._patterns.Replace, arguments), arguments);
                case BuiltInFunction.Regex:
                    return Fold(
                        new PatternTest(
                            _workspace, compiler._patterns, Text(arguments[0]), arguments[1], arguments.Length > 2 ? arguments[2] : null),
                        arguments);
                case BuiltInFunction.Lang:
                    return Fold(new LanguageExpression(_workspace, arguments[0]), arguments);
                case BuiltInFunction.Now:
                    return new ConstantExpression(_workspace, DateTimeFunctions.Now(_workspace));
                default:
                    return CompileTextCall(call.Function, arguments) is { } text
                        ? Fold(text, arguments)
                        : CompileFixedCall(call.Function, arguments);
            }
        }

        private TextExpression Text(CompiledExpression operand) => TextExpression.Of(_workspace, operand);

        // Functions of texts, which see the texts of their operands without terms being made of them.
        private CompiledExpression? CompileTextCall(BuiltInFunction function, CompiledExpression[] arguments) =>
            (function, arguments.Length) switch
            {
                (BuiltInFunction.Str, 1) => new StrText(_workspace, arguments[0]),
                (BuiltInFunction.StrLen, 1) => new TextLength(_workspace, Text(arguments[0])),
                (BuiltInFunction.UCase, 1) => new CaseText(_workspace, Text(arguments[0]), upper: true),
                (BuiltInFunction.LCase, 1) => new CaseText(_workspace, Text(arguments[0]), upper: false),
                (BuiltInFunction.StrBefore, 2) => new CutText(_workspace, Text(arguments[0]), Text(arguments[1]), after: false),
                (BuiltInFunction.StrAfter, 2) => new CutText(_workspace, Text(arguments[0]), Text(arguments[1]), after: true),
                (BuiltInFunction.Contains or BuiltInFunction.StrStarts or BuiltInFunction.StrEnds, 2) =>
                    new PartTest(_workspace, function, Text(arguments[0]), Text(arguments[1])),
                (BuiltInFunction.SubStr, 2 or 3) => new SubstringText(
                    _workspace, Text(arguments[0]), arguments[1], arguments.Length > 2 ? arguments[2] : null),
                (BuiltInFunction.Concat, 0) => new ConstantExpression(_workspace, _workspace.EmptyString),
                (BuiltInFunction.Concat, _) => new ConcatText(_workspace, [.. arguments.Select(Text)]),
                _ => null,
            };

        private CompiledExpression CompileFixedCall(BuiltInFunction function, CompiledExpression[] arguments)
        {
            if (FunctionTable.Nullary(function) is { } nullary && arguments.Length == 0)
            {
                return new NullaryCall(_workspace, nullary);
            }

            if (FunctionTable.Unary(function) is { } unary && arguments.Length == 1)
            {
                return Fold(new UnaryCall(_workspace, unary, arguments[0]), arguments);
            }

            if (FunctionTable.Binary(function) is { } binary && arguments.Length == 2)
            {
                return Fold(new BinaryCall(_workspace, binary, arguments[0], arguments[1]), arguments);
            }

            return FunctionTable.Ternary(function) is { } ternary && arguments.Length is 2 or 3
                ? Ternary(ternary, arguments)
                : throw new ArgumentException($"{function} does not take {arguments.Length} arguments.");
        }

        private CompiledExpression Ternary(TernaryFunction function, CompiledExpression[] arguments) => Fold(
            new TernaryCall(_workspace, function, arguments[0], arguments[1], arguments.Length > 2 ? arguments[2] : null), arguments);
    }
}
