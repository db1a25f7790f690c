using System.Globalization;
using System.Management.Automation;

namespace BkJob.Commands;

/// <summary>A cmdlet whose requests are about a business or a set of businesses.</summary>
public abstract class ScopedCmdlet : ConnectedCmdlet
{
    /// <summary>The scope of a request. The command line takes precedence over the input, and a scope over a business.</summary>
    /// <param name="specified">The scope and business of the command line.</param>
    /// <param name="ofInput">The scope and business of the input.</param>
    /// <param name="context">The context, which has a default business.</param>
    /// <exception cref="BkJobException">The scope of the input is incomplete.</exception>
    private protected JobScope ResolveScope(JobScope specified, JobScope ofInput, BkJobContext context)
    {
        string? type = ValidateScopeTypeAttribute.Check(specified.ScopeType);
        string? id = ValidateScopeIdAttribute.Check(specified.ScopeId);
        if (type is not null || id is not null)
        {
            return CreatePair(specified, type ?? ofInput.ScopeType, id ?? ofInput.ScopeId, null);
        }

        if (specified.BizId is { } explicitId)
        {
            return new JobScope(explicitId, null, null);
        }

        if (ofInput.ScopeType is not null || ofInput.ScopeId is not null)
        {
            return CreatePair(specified, ofInput.ScopeType, ofInput.ScopeId, ofInput.BizId);
        }

        if ((ofInput.BizId ?? context.BizId) is not { } bizId)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.NoBusiness, null, Messages.AdviceBusiness));
            throw new PipelineStoppedException();
        }

        return new JobScope(bizId, null, null);
    }

    // Servers that do not know scopes read bk_biz_id, which is the ID of the scope for a business and a set of them.
    private JobScope CreatePair(JobScope specified, string? type, string? id, long? bizId)
    {
        if (type is null || id is null)
        {
            RejectIncompleteScope(specified, type + id);
        }

        bool isNumber = long.TryParse(id, CultureInfo.InvariantCulture, out long number) && number > 0;
        return new JobScope(bizId ?? (type != "tenant_set" && isNumber ? number : null), type, id);
    }

    private void RejectIncompleteScope(JobScope specified, string part)
    {
        if (!string.IsNullOrWhiteSpace(specified.ScopeType + specified.ScopeId))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(Messages.ScopeIncomplete, part, Messages.AdviceScope));
        }

        throw ErrorRecords.InvalidValue(Messages.ScopeIncomplete);
    }
}
