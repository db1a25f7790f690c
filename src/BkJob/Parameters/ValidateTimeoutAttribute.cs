using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts seconds to wait: -1 for ever, or 0 and more.</summary>
internal sealed class ValidateTimeoutAttribute : ValidateArgumentsAttribute
{
    /// <summary>What the clocks of .NET can be set to, a little less than 50 days.</summary>
    private const double Most = 4_000_000;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is double seconds && seconds is not -1 and not (>= 0 and <= Most))
        {
            throw new ValidationMetadataException(Messages.FormatBadTimeout(seconds, Most));
        }
    }
}
