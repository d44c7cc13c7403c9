/// Elementary functions from additions, multiplications and divisions alone.
///
/// IEEE 754 fixes these to the last bit, which it does not do for a library's `sin` and `pow`: tables computed here are the
/// same on every processor and with every libm. Accurate to about 1e-13, far below the rounding of the tables.
package enum StrictMath {
    /// The sine of `x`, |x| ≤ π/2 and a little more.
    package static func sine(_ x: Double) -> Double {
        let square = x * x
        var term = x, sum = x, n = 1.0
        for _ in 0..<11 {
            term *= -square / ((n + 1) * (n + 2))
            sum += term
            n += 2
        }
        return sum
    }

    /// The natural logarithm of a positive number.
    package static func logarithm(_ x: Double) -> Double {
        var mantissa = x.significand, exponent = Double(x.exponent)
        if mantissa > 1.414 {
            mantissa /= 2
            exponent += 1
        }
        let z = (mantissa - 1) / (mantissa + 1), square = z * z
        var power = z, sum = 0.0, n = 1.0
        for _ in 0..<14 {
            sum += power / n
            power *= square
            n += 2
        }
        return 2 * sum + exponent * 0.6931471805599453
    }

    package static func exponential(_ x: Double) -> Double {
        let whole = (x / 0.6931471805599453).rounded()
        let rest = x - whole * 0.6931471805599453
        var term = 1.0, sum = 1.0
        for n in 1..<18 {
            term *= rest / Double(n)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(whole), significand: sum)
    }

    /// `base` to the power `exponent`; 0 for bases that are not positive.
    package static func power(_ base: Double, _ exponent: Double) -> Double {
        base <= 0 ? 0 : exponential(exponent * logarithm(base))
    }
}
